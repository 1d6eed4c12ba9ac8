import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The load generator as a process of its own, with what the server has acknowledged to it so far. */
export class Load {
  /** Acknowledged events: project id → event id → number of the issue it belongs to. */
  acknowledged = new Map();
  count = 0;
  #result;

  constructor(dsns, connections) {
    const program = fileURLToPath(new URL('../programs/load.mjs', import.meta.url));
    this.child = spawn(process.execPath, [program, String(connections), ...dsns], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      if (line.startsWith('result: ')) {
        this.#result = JSON.parse(line.slice('result: '.length));
        return;
      }
      const [project, id, issue] = line.split(' ');
      if (!this.acknowledged.has(project)) this.acknowledged.set(project, new Map());
      this.acknowledged.get(project).set(id, issue);
      this.count++;
    });
    this.closed = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** Ends it; returns how many were sent, got no answer, and got which status. */
  async stop() {
    this.child.kill('SIGTERM');
    await this.closed;
    return this.#result;
  }
}
