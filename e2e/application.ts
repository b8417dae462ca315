let present = 'pages';
let begun = 0;

/** Application id under which the pages of the present test send: a worker's tests share a server. */
export function presentApplication(): string {
  return present;
}

/** Another test begins. @returns its application id */
export function nextApplication(): string {
  begun += 1;
  present = `pages_${begun}`;
  return present;
}
