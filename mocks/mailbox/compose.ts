import { createTransport } from 'nodemailer';
import { Refusal } from '../base/refusal.ts';

export interface OutgoingMail {
  from: string;
  to: string;
  subject: string;
  text: string;
  attachments: { fileName: string; content: Uint8Array }[];
}

/** Sends through the simulated mail server, as any mail program would. @throws Refusal with the server's own answer */
export async function sendClaimMail(smtpPort: number, mail: OutgoingMail): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      attachments: mail.attachments.map(({ fileName, content }) => ({
        filename: fileName,
        content: Buffer.from(content),
      })),
    });
  } catch (error) {
    const answer =
      error instanceof Error && 'response' in error
        ? String(error.response).replace(/^\d{3}\s*/, '')
        : '邮件服务器没有应答';
    throw new Refusal(`邮件未寄出：${answer}。请改正后重新寄送。`);
  } finally {
    transport.close();
  }
}
