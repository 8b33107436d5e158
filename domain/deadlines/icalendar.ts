import { plusDays } from '../date.ts';
import { type Deadline, WHAT_FOLLOWS } from './deadline.ts';

/** One all-day entry (RFC 5545), the same bytes for the same deadline. */
export function deadlineCalendar(deadline: Deadline): string {
  const compact = (day: string) => day.replaceAll('-', '');
  const { event, follows } = WHAT_FOLLOWS[deadline.event];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//hqddb-harness//deadlines//ZH',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${deadline.event}-${deadline.date}@hqddb-harness.example`,
    `DTSTAMP:${compact(deadline.date)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(deadline.due)}`,
    `DTEND;VALUE=DATE:${compact(plusDays(deadline.due, 1))}`,
    `SUMMARY:${text(`最迟日期：${follows}`)}`,
    `DESCRIPTION:${text(`${event} ${deadline.date}。${deadline.basis}。模拟环境 · 非官方网站`)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(fold)
    .join('\r\n')
    .concat('\r\n');
}

function text(value: string): string {
  return value.replace(/[\\;,]/g, (character) => `\\${character}`).replaceAll('\n', '\\n');
}

/** Lines of at most 75 octets, never cut inside a character. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
