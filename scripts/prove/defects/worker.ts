import { parentPort, workerData } from 'node:worker_threads';
import { proveShare, type Share } from './share.ts';

const port = parentPort;
if (port === null) throw new Error('this runs as a worker of prove/defects');
port.postMessage(await proveShare(workerData as Share, (line) => port.postMessage(line)));
