import { ROOT } from '../lib/run.ts';
import { circlesOf } from './circles.ts';
import { type Import, importsOf } from './imports.ts';
import { ROOMS } from './rooms.ts';

/** What breaks the order of the house, one Chinese sentence each; empty when all is well. */
export function layerProblems(imports: readonly Import[]): string[] {
  const folders = foldersOf(imports);
  const subRoom = (file: string) => subRoomOf(file, folders);
  const between = imports
    .map(({ from, to }) => ({ from: subRoom(from), to: subRoom(to) }))
    .filter(({ from, to }) => from !== to && roomOf(from) === roomOf(to));
  return [
    ...imports.flatMap((one) => wrongWay(one, subRoom)),
    ...circlesOf(imports).map((circle) => `文件循环引用：${circle.join(' → ')}`),
    ...circlesOf(between).map((circle) => `文件夹循环引用：${circle.join(' → ')}`),
  ];
}

/** Room pairs with how many imports go from one to the other: the plan of the house. */
export function planOf(imports: readonly Import[]): string[] {
  const folders = foldersOf(imports);
  const counts = new Map<string, number>();
  for (const { from, to } of imports) {
    const places = [roomOf(from), roomOf(to)];
    const pair = (places[0] === places[1] ? [from, to].map((file) => subRoomOf(file, folders)) : places).join(' → ');
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .filter(([pair]) => new Set(pair.split(' → ')).size === 2)
    .sort()
    .map(([pair, count]) => `${pair}  ${count}`);
}

function wrongWay({ from, to }: Import, subRoom: (file: string) => string): string[] {
  const [here, there] = [roomOf(from), roomOf(to)];
  const room = ROOMS[here];
  if (room === undefined || ROOMS[there] === undefined) return [];
  if (here !== there)
    return room.uses.some((allowed) => to.startsWith(`${allowed}/`))
      ? []
      : [`${from} 引用了 ${to}：${here} 不得使用 ${there}（${room.because}）`];
  const level = (file: string) => room.floors?.indexOf(subRoom(file).slice(here.length + 1)) ?? 0;
  return level(to) > level(from)
    ? [`${from} 引用了 ${to}：${here} 内只能从上层用下层（${room.floors?.join(' < ')}）`]
    : [];
}

function roomOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

function foldersOf(imports: readonly Import[]): Set<string> {
  return new Set(imports.flatMap(({ from, to }) => [from, to]).map((file) => file.split('/').slice(0, 2).join('/')));
}

/** `room/folder`, or `room/.` for the room's own files; `room/x.ts` beside `room/x/` is the door of that folder. */
function subRoomOf(file: string, folders: ReadonlySet<string>): string {
  const [room = '', name = '', ...deeper] = file.split('/');
  if (deeper.length > 0) return `${room}/${name}`;
  const door = `${room}/${name.replace(/\.[^.]+$/, '')}`;
  return folders.has(door) ? door : `${room}/.`;
}

if (import.meta.main) {
  const imports = importsOf(ROOT);
  if (process.argv.includes('--plan')) console.log(planOf(imports).join('\n'));
  const problems = layerProblems(imports);
  for (const problem of problems) console.error(problem);
  console.error(
    problems.length === 0 ? `${imports.length} 处引用，方向都对，没有循环。` : `分层问题 ${problems.length} 处。`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
