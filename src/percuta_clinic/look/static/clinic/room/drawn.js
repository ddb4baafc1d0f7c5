// What a screen had seen of the others when somebody began to enter something on it: an entry
// replaces only what its screen had shown.
let look = () => ({});
let then = null;

export const watch = (seen) => {
  look = seen;
};

export const seenNow = () => look();

// What the box knew that is saying something just now; null where it was a touch.
export const knewThen = () => then;

export const saying = (knew, say) => {
  then = knew;
  try {
    say();
  } finally {
    then = null;
  }
};

export const isSame = (one, other) =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([key, n]) => other[key] === n);
