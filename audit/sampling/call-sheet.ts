import ExcelJS from 'exceljs';
import type { Column } from '../../domain/case/layout.ts';
import { fixZipTimes } from '../../domain/case/fixed-zip-times.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { CallQuestion } from '../report/sample.ts';
import { addBook, FONT, HEADER_FILL, THIN } from '../report/audit-xlsx/book.ts';
import { plainText } from '../report/audit-xlsx/plain-text.ts';
import { ABOUT_ITEMS, ABOUT_SHEET, CALL_SHEET, GIVEN_COLUMNS, RESULT_COLUMNS } from './call-columns.ts';
import type { Drawn, Training } from './draw.ts';

const FULL_DATA =
  '本表含完整的姓名和手机号（个人信息保护法第二十八条、第五十一条）：仅供回访人员使用，不得转发或上传，用毕按规定销毁。';
