import 'zone.js';

/** What an Angular page does: waits in a zone until all that was begun in it is done. */
export function run(): Promise<unknown> {
  return new Promise((resolve) => {
    const tasks: string[] = [];
    const zone = Zone.current.fork({
      name: 'page',
      onScheduleTask: (delegate, _, target, task) => {
        tasks.push(task.type);
        return delegate.scheduleTask(target, task);
      },
      onHasTask: (delegate, _, target, state) => {
        delegate.hasTask(target, state);
        if (!state.macroTask && !state.microTask) resolve([tasks.includes('macroTask'), answers]);
      },
    });
    const answers: unknown[] = [];
    zone.run(() => {
      void fetch('/hostile/json?zone')
        .then((response) => response.text())
        .then((text) => answers.push(text, Zone.current.name));
      const xhr = new XMLHttpRequest();
      xhr.addEventListener('load', () => answers.push(xhr.status, Zone.current.name));
      xhr.open('GET', '/hostile/slow/100?zone');
      xhr.send();
    });
  });
}
