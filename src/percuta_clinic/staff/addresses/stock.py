"""Devices, cartridges, creams."""

from django.urls import URLPattern, path

from percuta_clinic.staff.views import stock, stock_devices, stock_traces

urlpatterns: list[URLPattern] = [
    path("stock/", stock.stock, name="stock"),
    path("stock/products/", stock.products, name="stock_products"),
    path("stock/products/new/", stock.product, name="stock_product_new"),
    path("stock/products/<uuid:key>/", stock.product, name="stock_product"),
    path("stock/receive/", stock.receive, name="stock_receive"),
    path("stock/lots/<uuid:key>/", stock.lot, name="stock_lot"),
    path("stock/lots/<uuid:key>/count/", stock.count, name="stock_count"),
    path("stock/lots/<uuid:key>/take/", stock.take, name="stock_take"),
    path("stock/lots/<uuid:key>/recall/", stock.recall, name="stock_recall"),
    path("stock/lots/<uuid:key>/treated/", stock_traces.treated, name="stock_treated"),
    path("stock/lots/<uuid:key>/treated.csv", stock_traces.download, name="stock_treated_csv"),
    path(
        "stock/lots/<uuid:key>/treated/<uuid:patient>/told/", stock_traces.told, name="stock_told"
    ),
    path("patients/<uuid:key>/lots/", stock_traces.of_patient, name="patient_lots"),
    path("stock/to-count/<uuid:key>/looked/", stock.looked, name="stock_looked"),
    path("stock/devices/", stock_devices.devices, name="stock_devices"),
    path("stock/devices/new/", stock_devices.device, name="stock_device_new"),
    path("stock/devices/facts/", stock_devices.device_facts, name="stock_device_facts"),
    path("stock/devices/<uuid:key>/", stock_devices.device, name="stock_device"),
    path("stock/devices/<uuid:key>/retire/", stock_devices.retire, name="stock_device_retire"),
    path("stock/devices/<uuid:key>/use/", stock_devices.take_back, name="stock_device_use"),
]
