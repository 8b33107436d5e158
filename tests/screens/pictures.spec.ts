import type { Page } from '@playwright/test';
import type { Case } from '../../domain/case/model/schema.ts';
import { personalValues } from '../../evidence/redactor.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { doubleOf } from '../../fixtures/leaks/double.ts';
import { openScreen } from '../../fixtures/screen-states/every.ts';
import { USUAL } from '../../fixtures/screen-states/usual.ts';
import { expect, test } from '../../fixtures/test.ts';
import { maskedPicture } from '../../rehearsal/record/picture.ts';

test.use({ viewport: { width: 1280, height: 800 } });

for (const state of USUAL)
  test(`${state.name}：换一批人，遮盖后的截图每个像素都相同`, async ({ page, screens, server, seed, material }) => {
    const pictureOf = async (given: Case) => {
      const applicant = await applicantOf({ seed, material: given });
      server.mount({ state: applicant.state, smtpPort: 9 }); // nothing is mailed here
      await page.context().clearCookies();
      await openScreen(state, page, screens, applicant);
      const { picture } = await maskedPicture(page, personalValues(given));
      applicant.state.close();
      return picture;
    };
    const [one, other] = [await pictureOf(material), await pictureOf(doubleOf(material))];
    expect(one.equals(other)).toBe(true);
  });

/** Round fields between whole pixels, as the portal's dialogs have them: where drawing only a change shows first. */
const FIELDS = `<style>input{display:block;width:90%;margin:7.3px;border:1px solid #8496aa;border-radius:4px;font:14px/20.4px 'Noto Sans SC'}p{margin:0}</style>
${'<p></p><input value="0">'.repeat(6)}`;

test('同一画面，无论之前怎样变化过，截图每个像素都相同', async ({ page }) => {
  await page.setContent(FIELDS);
  const pictureAfter = async (changes: number) => {
    await page.evaluate(async (count) => {
      const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const [notes, fields] = [document.querySelectorAll('p'), document.querySelectorAll('input')];
      for (let change = 0; change < count; change += 1) {
        const [note, field] = [notes[change % 6], fields[(change * 5) % 6]] as [HTMLElement, HTMLInputElement];
        note.textContent = '请填写';
        await drawn();
        field.value = '123';
        await drawn();
        note.textContent = '';
        await drawn();
        field.value = '0';
      }
    }, changes);
    return (await maskedPicture(page, [])).picture;
  };
  const first = await pictureAfter(0);
  for (let changes = 1; changes < 12; changes += 1)
    expect((await pictureAfter(changes)).equals(first), `变化 ${changes} 次之后`).toBe(true);
});

/** Ways in which a page may show a value; two people each. */
const PLACES: Record<string, (name: string, number: string) => string> = {
  一段文字里: (name, number) => `<p>学员 ${name} 的证件是 ${number}。</p>`,
  拆在几个元素里: (name, number) =>
    `<p>${[...name].map((sign) => `<b>${sign}</b>`).join('')} <i>${number.slice(0, 4)}</i><span>${number.slice(4)}</span></p>`,
  '全角、分组、有空格': (name, number) =>
    `<p>${[...name].join('　')} ${number.replace(/\d{4}/g, '$& ')} ${number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))}</p>`,
  输入框和提示里: (name, number) =>
    `<input value="${number}"> <input placeholder="${name}"> <textarea>${name}</textarea> <input type="password" value="${number}">`,
  下拉框里: (name, number) => `<select><option>${name} ${number}</option></select>`,
  样式生成的文字里: (name) => `<style>.who::before { content: "${name}" }</style><p class="who">先生</p>`,
  对话框里和对话框下面: (name, number) =>
    `<p style="margin-top:300px">${name}</p><dialog id="d"><p>${number}</p></dialog><script>document.getElementById('d').showModal()</script>`,
  滚动过的容器里: (name, number) =>
    `<div id="s" style="height:60px;overflow:auto"><p>前</p><p>前</p><p>${name}</p><p>${number}</p></div><script>document.getElementById('s').scrollTop = 60</script>`,
  跨行折断: (name, number) => `<p style="width:70px;overflow-wrap:anywhere">${number}${name}</p>`,
  '转过的、放大的': (name) => `<p style="transform:rotate(8deg) scale(1.4);margin:40px;width:120px">${name}</p>`,
  画布里: (name) =>
    `<canvas id="c" width="120" height="30">${name}</canvas><script>const c = document.getElementById('c').getContext('2d'); c.font = '16px sans-serif'; c.fillText('${name}', 4, 20)</script>`,
  大小写不同的拉丁字母: () => '',
};

for (const [place, html] of Object.entries(PLACES))
  test(`${place}的值，遮盖后看不出是谁`, async ({ page }) => {
    const people = [
      { name: '薛赟喆', number: '310101199001010012' },
      { name: '霍旻翀', number: '320882197612313456' },
    ];
    const shown = async (name: string, number: string) => {
      const latin = name === '薛赟喆' ? 'MARVIN OZ' : 'NORMAN ZO';
      await page.setContent(
        `<body style="font:16px/1.6 'Noto Sans SC',monospace">${html(name, number) || `<p style="font-family:monospace">${latin}</p>`}</body>`,
      );
      return [
        { class: '姓名' as const, value: name },
        { class: '身份证号' as const, value: number },
        { class: '姓名' as const, value: latin.toLowerCase() },
      ];
    };
    const bare: Buffer[] = [];
    const masked: Buffer[] = [];
    for (const { name, number } of people) {
      const hidden = await shown(name, number);
      bare.push(await page.screenshot({ fullPage: true }));
      masked.push((await maskedPicture(page, hidden)).picture);
      expect(await remains(page), '遮盖没有留在页面上').toBe(0);
    }
    expect(bare[0]?.equals(bare[1] as Buffer), '不遮盖时两人不同').toBe(false);
    expect(masked[0]?.equals(masked[1] as Buffer), '遮盖后两人相同').toBe(true);
  });

function remains(page: Page): Promise<number> {
  return page.locator('[data-evidence-mask]').count();
}
