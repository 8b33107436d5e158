import type { ReadableCase } from './schema.ts';

/** With what the bad rows name as well, so that one bad cell does not make other rows look wrong. */
export type PartialCase = ReadableCase & {
  /** Courses named in 备案项目 and persons (`course id`) named in 学员花名册, bad rows included. */
  namedCourses: ReadonlySet<string>;
  namedTrainees: ReadonlySet<string>;
  /** In a roster's row that is lost, or under a course that is no project: that is the question, not the person. */
  misplacedTrainees: ReadonlySet<string>;
  /** What stands in 学员花名册 where a number should, and cannot be read; `''` where nothing does. */
  unreadTrainees: readonly string[];
};
