/**
 * What a stranger runs: POSIX shell, coreutils and openssl, none of our
 * software. It claims no more than it checks: exactly the listed files, each
 * unchanged, the operator's signature over their list, the countersignatures
 * and the time stamp, also that those whose key or certificate was given are there. A script cannot vouch for itself:
 * whoever does not trust the bundle runs a copy from elsewhere, with BUNDLE naming the folder.
 */
export const VERIFY_SH = `#!/bin/sh
# 核验证据包：sh seal/verify.sh 封存方公钥.pem [会签方公钥.pem ...]
# 只用 sh、coreutils 和 openssl。退出码：0 完好，1 有问题，2 无法核验。
# 带有时间戳的，用 TSA 给出时间戳机构的证书：TSA=机构证书.pem sh seal/verify.sh 封存方公钥.pem
# 证据包里的脚本也可能被换掉：不信任时，用另行取得的同一脚本，BUNDLE=证据包文件夹 sh verify.sh 公钥.pem
set -u
export LC_ALL=C
nl='
'
half=7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8
usage() { echo "用法：sh seal/verify.sh 封存方公钥.pem [会签方公钥.pem ...]（$1）" >&2; exit 2; }
bad() { echo "有问题：$1" >&2; exit 1; }
key_id() { openssl pkey -pubin -in "$1" -outform DER | sha256sum | cut -c1-64; }
base64_of() { openssl base64 -A -in "$1"; }
same() { [ "$(sha256sum < "$1")" = "$(sha256sum < "$2")" ]; }

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
[ $# -gt 0 ] || usage '没有给出公钥'
keys=0
for key; do
  case $(openssl pkey -pubin -in "$key" -noout -text 2>/dev/null) in *prime256v1*) ;; *) usage "「$key」不是 ECDSA P-256 公钥" ;; esac
  keys=$((keys + 1))
  cat "$key" > "$scratch/key.$keys"
done
operator=$scratch/key.1
if [ -n "\${TSA:-}" ]; then cat "$TSA" > "$scratch/tsa" 2>/dev/null || usage "无法读取「$TSA」"; fi
cd "\${BUNDLE:-$(dirname "$0")/..}" || exit 2

# 每个普通文件一行；链接、空文件夹和别的东西都不该有。
walk() {
  empty=1
  for f in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    [ -e "$f" ] || [ -L "$f" ] || continue
    empty=0
    case $f in *"$nl"*) bad "文件名里有换行：$f" ;; esac
    [ -L "$f" ] && bad "有链接：$f"
    if [ -d "$f" ]; then walk "$f"; empty=0; elif [ -f "$f" ]; then printf '%s\\n' "\${f#./}"; else bad "不是普通文件：$f"; fi
  done
  [ "$empty" = 0 ] || bad "有空文件夹：$1"
}

# 签名文件 被签文件 公钥：签名有效，且是两种等价写法中 s 较小的一种。
signed() {
  openssl dgst -sha256 -verify "$3" -signature "$1" "$2" > /dev/null 2>&1 || return 1
  s=$(printf '%64s' "$(openssl asn1parse -inform DER -in "$1" | tail -n 1 | cut -d : -f 4)" | tr ' ' 0)
  [ "$(printf '%s\\n%s\\n' "$s" "$half" | sort | head -n 1)" = "$s" ]
}

# 内容的 base64 公钥标识 签名的 base64：签名文件应有的写法。
envelope() {
  printf '{"dsseEnvelope":{"payload":"%s","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"%s","sig":"%s"}]},"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"%s"}}}\\n' "$1" "$2" "$3" "$2"
}

# 文件：每个应在，都在清单里，清单里的都没有变。
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
    case $f in seal/*/*) ;; seal/run.tsr | seal/countersign-????????????????.sigstore.json) printf '%s\\n' "$f" ;; esac
  done < "$scratch/found"
} | sort > "$scratch/listed"
same "$scratch/found.sorted" "$scratch/listed" || bad "文件与清单不一致：$(comm -3 "$scratch/found.sorted" "$scratch/listed" | head -n 3)"
[ "$(cut -c67- tagmanifest-sha256.txt | tr '\\n' ' ')" = 'bag-info.txt bagit.txt manifest-sha256.txt seal/checkpoint seal/verify.sh ' ] || bad '标签清单不完整'
for list in tagmanifest-sha256.txt manifest-sha256.txt; do
  sha256sum --strict --quiet -c "$list" > "$scratch/out" 2>&1 || bad "$(head -n 3 "$scratch/out")"
done

# 封存：签名有效，签的是这份清单，签名文件的三种写法一致。
signed seal/run.sig seal/pae.bin "$operator" || bad '签名与所给公钥不符'
digest=$(sha256sum tagmanifest-sha256.txt | cut -c1-64)
case $(tail -c 400 seal/pae.bin | tr -d '\\000') in
  *'"subject":[{"digest":{"sha256":"'"$digest"'"},"name":"tagmanifest-sha256.txt"},'*) ;;
  *) bad '签名签的不是这份清单' ;;
esac
header=$(head -c 64 seal/pae.bin | cut -d ' ' -f 1-4 | tr -d '\\n' | wc -c)
tail -c +"$((header + 2))" seal/pae.bin > "$scratch/payload"
envelope "$(base64_of "$scratch/payload")" "$(key_id "$operator")" "$(base64_of seal/run.sig)" > "$scratch/envelope"
same "$scratch/envelope" seal/run.sigstore.json || bad 'seal/run.sigstore.json 与 seal/pae.bin、seal/run.sig 不一致'

# 会签：每份都有所给公钥，签的是这份封存。
answered=
core=$(tail -c 83 seal/pae.bin | head -c 64)
sealed=$(sha256sum seal/run.sigstore.json | cut -c1-64)
for f in seal/countersign-*.sigstore.json; do
  [ -f "$f" ] || continue
  name=\${f#seal/countersign-}
  auditor=
  id=
  n=2
  while [ "$n" -le "$keys" ] && [ -z "$auditor" ]; do
    id=$(key_id "$scratch/key.$n")
    case $id in "\${name%.sigstore.json}"*) auditor=$scratch/key.$n ;; esac
    n=$((n + 1))
  done
  [ -n "$auditor" ] || bad "没有给出会签方的公钥，无法核验 $f"
  printf '{"_type":"https://in-toto.io/Statement/v1","predicate":{"coreDigest":"%s"},"predicateType":"urn:filing-rehearsal:countersignature:v1","subject":[{"digest":{"sha256":"%s"},"name":"seal/run.sigstore.json"}]}' "$core" "$sealed" > "$scratch/payload"
  { printf 'DSSEv1 28 application/vnd.in-toto+json %s ' "$(($(wc -c < "$scratch/payload")))"; cat "$scratch/payload"; } > "$scratch/pae"
  sig=$(tr -d '\\000' < "$f" | head -c 4096)
  sig=\${sig##*'"sig":"'}
  printf '%s' "\${sig%%'"'*}" | openssl base64 -d -A > "$scratch/sig" 2>/dev/null
  signed "$scratch/sig" "$scratch/pae" "$auditor" || bad "会签的不是这份封存，或会签签名无效：$f"
  envelope "$(base64_of "$scratch/payload")" "$id" "$(base64_of "$scratch/sig")" > "$scratch/envelope"
  same "$scratch/envelope" "$f" || bad "会签文件的写法不规范：$f"
  answered="$answered，会签 $id"
done
n=2
while [ "$n" -le "$keys" ]; do
  id=$(key_id "$scratch/key.$n")
  case $answered in *"$id"*) ;; *) bad "所给公钥的审计方没有会签：从未会签，或会签已被删去（公钥 $id）" ;; esac
  n=$((n + 1))
done

# 时间戳：盖在这份封存上，由所给的机构作出，当时其证书有效，且不早于演练结束。
stamped=
if [ -f seal/run.tsr ]; then
  [ -f "$scratch/tsa" ] || bad '有时间戳 seal/run.tsr，但没有用 TSA 给出时间戳机构的证书，无法核验'
  stamped=$(openssl ts -reply -in seal/run.tsr -text 2>/dev/null)
  case $stamped in *'Time stamp: '*) ;; *) bad '时间戳读不出来：seal/run.tsr' ;; esac
  stamped=\${stamped##*'Time stamp: '}
  stamped=\${stamped%%"$nl"*}
  # openssl 不看应答之后的字节。
  set -- $(openssl asn1parse -inform DER -in seal/run.tsr 2>/dev/null | head -n 1 | tr '=:' '  ')
  [ "$(($(wc -c < seal/run.tsr)))" -eq "$((\${5:-0} + \${7:-0}))" ] || bad '时间戳之后还有别的内容：seal/run.tsr'
  at=$(date -u -d "$stamped" +%s 2>/dev/null) || bad '时间戳读不出来：seal/run.tsr'
  openssl ts -verify -in seal/run.tsr -data seal/run.sigstore.json -CAfile "$scratch/tsa" -partial_chain -attime "$at" > /dev/null 2>&1 || bad '时间戳盖的不是这份封存，或不是所给机构作出的：seal/run.tsr'
  ended=
  if [ -f data/observed/environment.json ]; then
    ended=$(tr -d '\\000' < data/observed/environment.json | head -c 65536)
    case $ended in *'"ended":"'*) ended=\${ended#*'"ended":"'} ended=\${ended%%'"'*} ;; *) ended= ;; esac
  fi
  [ -z "$ended" ] || [ "$at" -ge "$(($(date -u -d "$ended" +%s) - 300))" ] || bad '时间戳早于演练结束的时间：seal/run.tsr'
  stamped="，时间戳 $stamped"
elif [ -f "$scratch/tsa" ]; then
  bad '给出了时间戳机构的证书，却没有时间戳 seal/run.tsr：从未加盖，或已被删去'
fi
echo "完好：共 $(($(wc -l < "$scratch/found"))) 个文件，签名有效，公钥 $(key_id "$operator")\${answered:-，没有会签}\${stamped:-，没有时间戳}"
`;
