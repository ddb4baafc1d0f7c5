// At the sign-in page: whoever treated on this tablet has left, and what it kept goes with them.
// In the frame over an open room somebody only comes back.
const treated = () => {
  try {
    return localStorage.getItem("percuta-room-time");
  } catch {
    return null;
  }
};

if (window.top === window && treated()) {
  import("./store.js").then(({ wipe }) => wipe()).catch(() => {});
}
