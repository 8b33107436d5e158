/** One year's State Council notice: the days that differ from Monday to Friday. */
export interface YearOfRest {
  citation: string;
  /** Off, as first and last month-day, both included. */
  off: readonly (readonly [from: string, to: string])[];
  /** 调休: Saturdays and Sundays that are worked. */
  worked: readonly string[];
}

export const REST: Readonly<Record<number, YearOfRest>> = {
  2021: {
    citation: '国办发明电〔2020〕27号',
    off: [
      ['01-01', '01-03'],
      ['02-11', '02-17'],
      ['04-03', '04-05'],
      ['05-01', '05-05'],
      ['06-12', '06-14'],
      ['09-19', '09-21'],
      ['10-01', '10-07'],
    ],
    worked: ['02-07', '02-20', '04-25', '05-08', '09-18', '09-26', '10-09'],
  },
  2022: {
    citation: '国办发明电〔2021〕11号',
    // 31 December 2022 is off by the notice for 2023.
    off: [
      ['01-01', '01-03'],
      ['01-31', '02-06'],
      ['04-03', '04-05'],
      ['04-30', '05-04'],
      ['06-03', '06-05'],
      ['09-10', '09-12'],
      ['10-01', '10-07'],
      ['12-31', '12-31'],
    ],
    worked: ['01-29', '01-30', '04-02', '04-24', '05-07', '10-08', '10-09'],
  },
  2023: {
    citation: '国办发明电〔2022〕16号',
    off: [
      ['01-01', '01-02'],
      ['01-21', '01-27'],
      ['04-05', '04-05'],
      ['04-29', '05-03'],
      ['06-22', '06-24'],
      ['09-29', '10-06'],
    ],
    worked: ['01-28', '01-29', '04-23', '05-06', '06-25', '10-07', '10-08'],
  },
};
