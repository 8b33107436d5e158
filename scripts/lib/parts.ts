/** One part of a longer check: its Chinese name and what it runs; 0 is good. */
export interface Part {
  name: string;
  run: () => Promise<number>;
}

/** Runs all parts in order, even after one failed, and says of each how it went. 1 when one failed. */
export async function runParts(parts: Part[]): Promise<0 | 1> {
  const lines: string[] = [];
  let failed = 0;
  for (const part of parts) {
    console.error(`\n── ${part.name}`);
    const started = performance.now();
    const code = await part.run();
    if (code !== 0) failed += 1;
    lines.push(
      `${code === 0 ? '通过' : '未通过'}  ${part.name}  ${((performance.now() - started) / 1000).toFixed(1)} 秒`,
    );
  }
  console.error(`\n${lines.join('\n')}`);
  return failed === 0 ? 0 : 1;
}
