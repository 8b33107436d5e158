import { readJpeg } from '../../domain/case/files/jpeg.ts';
import type { Day } from '../../domain/date.ts';
import { openStore } from '../base/store.ts';
import { createAuthority } from '../ukey/certificates.ts';
import { createUKey } from '../ukey/ukey.ts';
import { callBackRules } from './call-backs.ts';
import { claimRules } from './claim.ts';
import { commitmentRules } from './commitment.ts';
import { createContext } from './context.ts';
import { deskRules } from './desk.ts';
import { filingEntry, filingQueries } from './filing.ts';
import { importRules } from './imports.ts';
import { loginRules } from './login.ts';
import { mailboxRules } from './mailbox.ts';
import { materialRules } from './materials.ts';
import { noticeRules } from './notices.ts';
import type { CreatePortalState } from './portal-api.ts';
import { progressRules } from './progress.ts';
import { lapseFilings, submissionRules } from './submission.ts';
import { trainingRules } from './training.ts';

/** 法人一证通 is renewed every few years: valid on the day the portal starts, whatever policy year that is, and long enough for a claim. */
const keyValidTo = (today: Day): Day => `${Number(today.slice(0, 4)) + 2}-12-31`;

/** A whole portal: its tables, clock, key and rules, for the given units on the given day. */
export const createPortalState: CreatePortalState = async (options) => {
  const store = openStore(options.dataDir);
  const authority = await createAuthority(options.seed);
  const context = createContext(options, store, authority.certificate, lapseFilings);
  const holder = options.enterprises.find((unit) => unit.creditCode === options.keyOf) ?? options.enterprises[0];
  if (holder === undefined) throw new Error('a portal needs at least one enterprise');
  const ukey = await createUKey({
    seed: options.seed,
    enterprise: holder,
    store,
    authority,
    notAfter: options.keyNotAfter ?? keyValidTo(options.today),
  });

  store.atomic(() => {
    for (const { licenceImage, ...unit } of options.enterprises) {
      if (context.tables.enterprises.get(unit.creditCode) !== undefined) continue;
      const jpeg = licenceImage === undefined ? undefined : readJpeg(licenceImage);
      if (licenceImage !== undefined && jpeg?.ok) {
        context.tables.licences.put(unit.creditCode, {
          sha256: store.putBlob(licenceImage),
          bytes: licenceImage.length,
          width: jpeg.width,
          height: jpeg.height,
        });
      }
      const { creditCode, name, type, district, insuredStaff, dispatchedStaff } = unit;
      context.tables.enterprises.put(creditCode, {
        creditCode,
        name,
        type,
        district,
        insuredStaff,
        dispatchedStaff,
        licenceOnFile: jpeg?.ok === true,
      });
    }
  });

  return {
    clock: {
      now: context.now,
      today: context.today,
      advanceTo: context.advanceTo,
      nextWorkingDay: context.nextWorkingDay,
    },
    ukey,
    policyOn: context.policyOn,
    ...loginRules(context),
    ...filingQueries(context),
    ...filingEntry(context),
    ...commitmentRules(context),
    ...materialRules(context),
    ...submissionRules(context),
    ...trainingRules(context),
    ...importRules(context),
    ...claimRules(context),
    ...progressRules(context),
    ...deskRules(context),
    ...callBackRules(context),
    ...noticeRules(context),
    ...mailboxRules(context),
    close: store.close,
  };
};
