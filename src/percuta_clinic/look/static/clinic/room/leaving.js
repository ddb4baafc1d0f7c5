// At the sign-in page: whoever treated on this tablet has left, and what it kept goes with them.
// In the frame over an open room somebody only comes back.
const treated = () => {
  try {
    return localStorage.getItem("percuta-room-time");
  } catch {
    return null;
  }
};

// A room that somebody is leaving for this page may be open for a moment yet.
const AGAIN = [1000, 4000];

const leave = async (wipe, waits) => {
  if ((await wipe()) || !waits.length) return;
  setTimeout(() => leave(wipe, waits.slice(1)).catch(() => {}), waits[0]);
};

if (window.top === window && treated()) {
  import("./store.js").then(({ wipe }) => leave(wipe, AGAIN)).catch(() => {});
}
