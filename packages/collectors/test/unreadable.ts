/** An error with a property whose getter throws. */
export const unreadable = (property: string) =>
  Object.defineProperty(new Error('x'), property, {
    get() {
      throw new Error('a getter of the page’s own');
    },
  });
