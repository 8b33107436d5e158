import type { AddressInfo } from 'node:net';
import { type AddressObject, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { DISTRICTS } from '../../domain/identifiers/districts.ts';
import type { PortalState } from '../state/portal-api.ts';

const LARGEST_MAIL = 25 * 1024 * 1024;

export interface Mailbox {
  readonly port: number;
  close(): Promise<void>;
}

/** 区就促中心's mail server: real SMTP on 127.0.0.1, takes mail for the districts' channels only. */
export async function createMailbox(state: Pick<PortalState, 'receiveMail'>): Promise<Mailbox> {
  const server = new SMTPServer({
    name: 'jiucu.example',
    banner: 'Simulated environment, not an official server',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_MAIL,
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      const known = DISTRICTS.some((district) => district.mailbox === address.toLowerCase());
      done(
        known ? null : Object.assign(new Error(`没有收件人 ${address}，请核对区就促中心的邮箱`), { responseCode: 550 }),
      );
    },
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => {
          if (stream.sizeExceeded) {
            done(Object.assign(new Error('邮件超过 25 MB，请压缩附件后重新寄送'), { responseCode: 552 }));
            return;
          }
          state.receiveMail({
            from: mail.from?.text ?? '',
            to: session.envelope.rcptTo.map(({ address }) => address).join(', ') || textOf(mail.to),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            attachments: mail.attachments.map(({ filename, contentType, content }) => ({
              fileName: filename ?? '未命名附件',
              contentType,
              content: new Uint8Array(content),
            })),
          });
          done();
        })
        .catch((error: Error) => done(Object.assign(error, { responseCode: 451 })));
    },
  });
  // A client that hangs up in the middle is its own affair; the server goes on.
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function textOf(address: AddressObject | AddressObject[] | undefined): string {
  return [address ?? []]
    .flat()
    .map((part) => part.text)
    .join(', ');
}
