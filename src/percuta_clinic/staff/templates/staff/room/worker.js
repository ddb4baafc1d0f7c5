{% load static %}// Keeps the treatment room's page and its files, never anything of a patient.
"use strict";
const KEPT = "percuta-room-{{ version }}";
const SHELL = "{% url 'room_shell' %}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(KEPT);
    const stranger = { cache: "reload", credentials: "omit" }; // the page without anybody's name
    await cache.addAll([SHELL, ...FILES].map((one) => new Request(one, stranger)));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("percuta-room-") && name !== KEPT) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// A line that hangs, or a server that is down behind its proxy, is a line that is cut.
const page = async (request) => {
  const shell = await caches.match(SHELL);
  const late = new Promise((found) => setTimeout(found, shell ? 5000 : 60000, shell));
  const fresh = fetch(request).then(
    (answer) => (answer.status >= 500 && shell) || answer,
    () => shell || Response.error(),
  );
  return (await Promise.race([fresh, late])) || Response.error();
};

const file = async (request) => (await caches.match(request, { ignoreSearch: true })) || fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && FILES.includes(pathname)) event.respondWith(file(request));
});
