import { LETTER } from '../../../evidence/layout.ts';
import { letterSignature } from '../../../evidence/letter-signature.ts';
import { caseRule, type Opinion } from '../../engine/rule.ts';

/** Read with other libraries than the portal signs with: the audit shares no code with what it judges. */
export default caseRule({
  id: 'papers/letter-sealed',
  title: '承诺书由本单位的证书签章，此后没有改动，证书当日有效',
  clause: 'letter',
  needs: ['企业信息.统一社会信用代码', 'letter'],
  verdict: 'violation',
  judge: ({ case: { enterprise, dates }, letter }) => {
    const signature = letterSignature(letter);
    const off = (message: string): Opinion => ({ where: [{ file: LETTER }], message });
    if (signature === undefined) return [off('承诺书没有可以识别的数字签名；请在门户重新签章')];
    const { genuine, whole, creditCode, signedAt } = signature;
    const said: Opinion[] = [];
    if (!genuine) said.push(off('承诺书在签章之后被改动，或签名不是所附证书作出的；请取得原件'));
    if (!whole) said.push(off('承诺书在签章之后又追加了内容；请取得原件'));
    if (creditCode !== enterprise.creditCode)
      said.push(off(`签章证书不是统一社会信用代码 ${enterprise.creditCode} 的证书；请用本单位的法人一证通签章`));
    const day = dates.备案提交 ?? (signedAt && shanghaiDay(signedAt.getTime()));
    const [from, until] = [signature.validFrom.getTime(), signature.validTo.getTime()];
    // A certificate is judged on the day of filing: it may run out in the afternoon of a later one.
    const noon = Date.parse(`${day}T12:00:00+08:00`);
    if (day === undefined) said.push({ ...off('承诺书没有写明签章时间，无法判断证书是否有效'), verdict: 'doubt' });
    else if (noon < from || noon >= until)
      said.push(
        off(
          `签章证书的有效期为 ${shanghaiDay(from)} 至 ${shanghaiDay(until - 1)}，不含 ${day}；请换用有效的证书重新签章`,
        ),
      );
    return said;
  },
});

function shanghaiDay(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}
