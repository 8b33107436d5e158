/**
 * What a stranger runs: POSIX shell, coreutils and openssl, none of our
 * software. It claims no more than it checks: exactly the listed files, each
 * unchanged, and the operator's signature over their list.
 */
export const VERIFY_SH = `#!/bin/sh
# 核验证据包：sh seal/verify.sh 封存方公钥.pem
# 只用 sh、coreutils 和 openssl。退出码：0 完好，1 有问题，2 无法核验。
set -u
export LC_ALL=C
key=\${1:-}
if [ -z "$key" ] || [ ! -r "$key" ]; then echo '用法：sh seal/verify.sh 封存方公钥.pem' >&2; exit 2; fi
case $key in /*) ;; *) key=$(pwd)/$key ;; esac
cd "$(dirname "$0")/.." || exit 2
bad() { echo "有问题：$1" >&2; exit 1; }
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

walk() {
  empty=1
  for f in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    [ -e "$f" ] || [ -L "$f" ] || continue
    empty=0
    [ -L "$f" ] && bad "有链接：$f"
    if [ -d "$f" ]; then walk "$f"; empty=0; elif [ -f "$f" ]; then printf '%s\\n' "\${f#./}"; else bad "不是普通文件：$f"; fi
  done
  [ "$empty" = 0 ] || bad "有空文件夹：$1"
}
for f in bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt seal/checkpoint seal/verify.sh seal/run.sigstore.json seal/pae.bin seal/run.sig; do
  [ -f "$f" ] || bad "缺少 $f"
done
walk . > "$scratch/found" || exit 1
sort "$scratch/found" > "$scratch/found.sorted"
{
  cut -c67- manifest-sha256.txt
  cut -c67- tagmanifest-sha256.txt
  printf '%s\\n' seal/pae.bin seal/run.sig seal/run.sigstore.json tagmanifest-sha256.txt
  while IFS= read -r f; do
    case $f in seal/run.tsr | seal/countersign-????????????????.sigstore.json) printf '%s\\n' "$f" ;; esac
  done < "$scratch/found"
} | sort > "$scratch/listed"
cmp -s "$scratch/found.sorted" "$scratch/listed" || bad "文件与清单不一致：$(comm -3 "$scratch/found.sorted" "$scratch/listed" | head -n 3)"
[ "$(cut -c67- tagmanifest-sha256.txt | tr '\\n' ' ')" = 'bag-info.txt bagit.txt manifest-sha256.txt seal/checkpoint seal/verify.sh ' ] || bad '标签清单不完整'
sha256sum --strict --quiet -c tagmanifest-sha256.txt > "$scratch/out" 2>&1 || bad "$(head -n 3 "$scratch/out")"
sha256sum --strict --quiet -c manifest-sha256.txt > "$scratch/out" 2>&1 || bad "$(head -n 3 "$scratch/out")"
openssl dgst -sha256 -verify "$key" -signature seal/run.sig seal/pae.bin > /dev/null 2>&1 || bad '签名与所给公钥不符'
digest=$(sha256sum tagmanifest-sha256.txt | cut -c1-64)
case $(tr -d '\\000' < seal/pae.bin) in
  *'{"digest":{"sha256":"'"$digest"'"},"name":"tagmanifest-sha256.txt"}'*) ;;
  *) bad '签名签的不是这份清单' ;;
esac
payload=$(tail -c +"$(($(head -c 64 seal/pae.bin | cut -d ' ' -f 1-4 | tr -d '\\n' | wc -c) + 2))" seal/pae.bin | base64 -w 0)
keyid=$(openssl pkey -pubin -in "$key" -outform DER | sha256sum | cut -c1-64)
printf '{"dsseEnvelope":{"payload":"%s","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"%s","sig":"%s"}]},"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"%s"}}}\\n' "$payload" "$keyid" "$(base64 -w 0 seal/run.sig)" "$keyid" > "$scratch/envelope"
cmp -s "$scratch/envelope" seal/run.sigstore.json || bad 'seal/run.sigstore.json 与 seal/pae.bin、seal/run.sig 不一致'
echo "完好：共 $(wc -l < "$scratch/found.sorted") 个文件，签名有效，公钥 $keyid"
`;
