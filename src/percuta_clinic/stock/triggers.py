"""What makes the moves of stock append-only in the database itself."""

from percuta_clinic.audit.triggers import adding

SQLITE = (
    """CREATE TRIGGER stock_move_stays BEFORE UPDATE ON stock_stockmove
    BEGIN SELECT RAISE(ABORT, 'a move of stock is never changed'); END""",
    """CREATE TRIGGER stock_move_remains BEFORE DELETE ON stock_stockmove
    BEGIN SELECT RAISE(ABORT, 'a move of stock is never changed'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION stock_move_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a move of stock is never changed'; END $$""",
    """CREATE TRIGGER stock_move_stays BEFORE UPDATE OR DELETE ON stock_stockmove
    FOR EACH ROW EXECUTE FUNCTION stock_move_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
