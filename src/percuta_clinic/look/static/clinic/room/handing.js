// How events are handed to the server: the question, its answer, and the form they go in.

export const NONE = 999999999; // after this number there is no event: only the answer is wanted

const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";

// One question to the server: open (it answered), gone, shut, stale (a token) or cut.
export const asked = async (path, options = {}) => {
  const began = performance.now();
  try {
    const answer = await fetch(path, {
      cache: "no-store",
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(15000),
      ...options,
      headers: { "X-Percuta": "1", "X-Percuta-Quiet": "1", ...options.headers },
    });
    if (answer.status === 401 || answer.type === "opaqueredirect") return { how: "gone" };
    if (answer.status === 404) return { how: "shut" };
    if (answer.status === 403) return { how: "stale" };
    if (!answer.ok && answer.status !== 422) return { how: "cut" };
    return { how: "open", told: await answer.json(), took: performance.now() - began };
  } catch {
    return { how: "cut" };
  }
};

const bare = ({ id, device, n, seen, at, doubt, by, slot, value }) => ({
  id, device, n, seen, at, doubt: doubt || 0, by, slot, value,
});

export const letter = (events, after, csrf) => {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie() || csrf || "" };
  return { method: "POST", body: JSON.stringify({ events: events.map(bare), after }), headers };
};
