<?php
// Verifies Tokens as a server written in PHP does. Written from the vendor's page and docs/signing.md; shares no code
// with the package. Reads a case as JSON from each line, and answers with a list of what is wrong in it.
declare(strict_types=1);

const COMMON = ['OpenId', 'GrantCode', 'Timestamp', 'Nonce'];
const NAMED = [
    'zvcms-v2' => ['fields' => COMMON],
    'zvcms-v2+action' => ['fields' => [...COMMON, 'Action']],
    'tencent-v2' => ['fields' => [...COMMON, 'Action'], 'prefix' => 'method-host-path'],
    'qmai-v3' => ['fields' => COMMON, 'names' => 'camel'],
];

function prefix(string $endpoint): string
{
    $url = parse_url($endpoint);
    $default = strtolower($url['scheme']) === 'https' ? 443 : 80;
    $port = $url['port'] ?? $default;
    return 'POST' . strtolower($url['host']) . ($port === $default ? '' : ":$port") . ($url['path'] ?? '/') . '?';
}

function stringToSign(array $body, array $scheme, string $endpoint): string
{
    $pairs = [];
    foreach ($scheme['fields'] as $field) {
        $name = ($scheme['names'] ?? 'pascal') === 'camel' ? lcfirst($field) : $field;
        $isEncoded = ($scheme['values'] ?? 'raw') === 'percent';
        $pairs[$name] = $name . '=' . ($isEncoded ? rawurlencode($body[$field]) : $body[$field]);
    }
    ksort($pairs, SORT_STRING);
    $hasPrefix = ($scheme['prefix'] ?? 'none') === 'method-host-path';
    return ($hasPrefix ? prefix($endpoint) : '') . implode('&', $pairs);
}

/** Whether a server with this key lets the body in. */
function isRight(array $body, array $scheme, string $endpoint, string $key): bool
{
    $sent = base64_decode(rawurldecode($body['Token']), true);
    $right = hash_hmac('sha1', stringToSign($body, $scheme, $endpoint), $key, true);
    return $sent !== false && hash_equals($right, $sent);
}

function wrongIn(array $case): array
{
    $scheme = is_string($case['scheme']) ? NAMED[$case['scheme']] : $case['scheme'];
    $endpoint = $case['endpoint'] ?? 'http://openapi.zvcms.com/api/v2';
    $wrong = [];
    foreach ($case['bodies'] as $index => $body) {
        $string = stringToSign($body, $scheme, $endpoint);
        $signature = base64_encode(hash_hmac('sha1', $string, $case['openKey'], true));
        $token = rawurlencode($signature);
        if ($body['Token'] !== $token || !isRight($body, $scheme, $endpoint, $case['openKey'])) {
            $wrong[] = "Token $index";
        }
        if (isRight($body, $scheme, $endpoint, $case['wrongKey'])) {
            $wrong[] = "Token $index under another key";
        }
        if ($index === 0) {
            $right = ['stringToSign' => $string, 'signature' => $signature, 'token' => $token];
            array_push($wrong, ...array_keys(array_diff_assoc($right, $case['explanation'])));
        }
    }
    return $wrong;
}

/** The primitive alone, with any key and any text. */
function isSignature(array $case): bool
{
    return $case['signature'] === base64_encode(hash_hmac('sha1', $case['text'], $case['key'], true));
}

while (($line = fgets(STDIN)) !== false) {
    $case = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $wrong = isset($case['bodies']) ? wrongIn($case) : (isSignature($case) ? [] : ['signature']);
    echo json_encode($wrong, JSON_THROW_ON_ERROR), "\n";
}
