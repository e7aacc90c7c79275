//! The exported functions, called with whatever JavaScript gives: in Node and in a browser.
#![cfg(target_family = "wasm")]
#![expect(clippy::expect_used, clippy::float_cmp, reason = "a test fails by panicking; JavaScript counts in floats")]

use js_sys::{Function, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use zvcms_openapi::wasm::{Handle, detect_scheme, explain, sign, signature, verify};

const UNDEFINED: &JsValue = &JsValue::UNDEFINED;

/// The vendor's own example; its key is not published.
const EXAMPLE: &str = r#"{"OpenId":"6dc05b4ac175cf316d226252b05cf685","GrantCode":"782c281f62","Timestamp":"1547186244","Nonce":"658965","Token":"","Action":"communal.user.identity","Params":{"type":"","card_number":"","card_password":"","user_code":"","mobile":"","password":"","multi_store_sn":"","point_rules":"","user_id":""}}"#;

fn js(code: &str) -> JsValue {
    Function::new_no_args(&["return ", code].concat()).call0(&JsValue::UNDEFINED).expect("an expression")
}

fn json(text: &str) -> JsValue {
    JSON::parse(text).expect("JSON")
}

/// The client with these options.
fn client(options: &JsValue) -> Handle {
    Handle::new(options).expect("right options")
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("an object")
}

fn credentials() -> JsValue {
    js("({ openId: '6dc05b4ac175cf316d226252b05cf685', grantCode: '782c281f62', openKey: 'a key 密钥' })")
}

/// Each issue as "path code", of an error.
fn issues<T>(result: Result<T, JsValue>) -> Vec<String> {
    let Err(error) = result else { return Vec::new() };
    assert_eq!(get(&error, "kind"), "invalid_argument");
    js_sys::Array::from(&get(&error, "issues"))
        .iter()
        .map(|one| {
            [get(&one, "path"), " ".into(), get(&one, "code")].map(|part| part.as_string().expect("text")).concat()
        })
        .collect()
}

#[wasm_bindgen_test]
fn the_vendors_example_is_reproduced_in_every_field_but_the_token() {
    let params = get(&json(EXAMPLE), "Params");
    let request = Object::new();
    for (name, value) in [("timestamp", 1_547_186_244.0.into()), ("nonce", 658_965.0.into()), ("params", params)] {
        Reflect::set(&request, &name.into(), &value).expect("an object");
    }
    let body = sign(&credentials(), &request, UNDEFINED).expect("a body");
    assert!(get(&body, "Token").as_string().is_some_and(|token| token.ends_with("%3D")));
    Reflect::set(&body, &"Token".into(), &"".into()).expect("an object");
    assert_eq!(JSON::stringify(&body).expect("JSON"), EXAMPLE);
}

#[wasm_bindgen_test]
fn wrong_types_are_named_and_the_instance_works_afterwards() {
    for argument in [
        "null",
        "1",
        "'text'",
        "[]",
        "() => 1",
        "Symbol()",
        "1n",
        "true",
        "new Proxy({}, { get() { throw 1 } })",
        "(() => { const it = Proxy.revocable({}, {}); it.revoke(); return it.proxy })()",
        "({ get openId() { throw new Error('no') }, grantCode: 1n, openKey: {} })",
    ] {
        let argument = &js(argument);
        assert!(!issues(sign(argument, UNDEFINED, UNDEFINED)).is_empty());
        assert!(!issues(explain(&credentials(), argument, argument)).is_empty());
        assert!(!issues(verify(argument, argument, argument)).is_empty());
        assert!(!issues(detect_scheme(argument, argument, argument)).is_empty());
        assert!(!issues(Handle::new(argument)).is_empty());
    }
    for argument in ["null", "1", "[]", "({})", "() => 1", "Symbol()", "1n", "'\\ud800'"] {
        assert_eq!(issues(signature(&js(argument), &"s".into())).len(), 1);
        assert_eq!(issues(signature(&"k".into(), &js(argument))).len(), 1, "{argument}");
    }
    assert_eq!(signature(&"secret".into(), &"source".into()), Ok("Jv4yi8SobFhg5t1C7nWLbhBSFZQ=".into()));
}

#[wasm_bindgen_test]
fn what_json_cannot_carry_is_refused_by_its_path() {
    let deep = ["params.top", &".next".repeat(64), " too_deep"].concat();
    for (params, issue) in [
        ("{ nan: NaN }", "params.nan not_json"),
        ("{ a: 1, list: [1, { big: 1n }] }", "params.list[1].big not_json"),
        ("{ fn() {} }", "params.fn not_json"),
        ("{ sym: Symbol() }", "params.sym not_json"),
        ("{ before: {}, cycle }", "params.cycle.list[0] cycle"),
        ("{ half: 'a\\ud800b' }", "params.half lone_surrogate"),
        ("{ ['\\udc00']: 1 }", "params[\"\u{FFFD}\"] lone_surrogate"),
        ("{ hole: [1, , 3] }", "params.hole[1] not_json"),
        ("{ a: { get boom() { throw 1 } } }", "params threw"),
        ("{ 'odd key': [{ x: -Infinity }] }", "params[\"odd key\"][0].x not_json"),
        ("{ top }", &deep),
        ("new Map()", "params wrong_type"),
        ("{ toJSON: () => [] }", "params wrong_type"),
        ("{ toJSON() {} }", "params wrong_type"),
    ] {
        let code = "(() => { const cycle = { list: [] }; cycle.list.push(cycle); let deep = {}; const top = deep;
             for (let level = 0; level < 70; level++) deep = deep.next = {};
             return { params: PARAMS } })()";
        let request = js(&code.replace("PARAMS", params));
        assert_eq!(issues(sign(&credentials(), &request, UNDEFINED)), [issue], "{params}");
    }
}

#[wasm_bindgen_test]
fn params_are_read_once_and_as_json_stringify_reads_them() {
    let both = js(
        "(() => { let reads = 0; class Point { constructor() { this.x = 1 } get hidden() { return 2 } }
           const params = { z: 1, a: undefined, when: new Date(0), boxed: [new String('s'), new Number(1.5), new Boolean(false)],
             point: new Point(), nested: { toJSON(key) { return [key] } }, map: new Map([[1, 2]]), zero: -0, big: 1e21,
             tiny: 5e-324, exact: 9007199254740993, emoji: '𠮷😀', escapes: '\\u0000\\u2028\"\\\\/', ['__proto__']: 3, 10: 'ten', '': 0,
             get once() { return ++reads } };
           return { request: { params, nonce: 1, timestamp: 1 }, expected: JSON.stringify({ ...params, once: 1 }), reads: () => reads } })()",
    );
    Reflect::set(
        &both,
        &"start".into(),
        &get(&both, "reads").unchecked_into::<Function>().call0(&both).expect("a number"),
    )
    .expect("an object");
    let body = sign(&credentials(), &get(&both, "request"), UNDEFINED).expect("a body");
    let params = JSON::stringify(&get(&body, "Params")).expect("JSON");
    let reads = get(&both, "reads").unchecked_into::<Function>().call0(&both).expect("a number");
    let before = get(&both, "start").as_f64().expect("a number");
    assert_eq!(reads.as_f64().expect("a number") - before, 1.0);
    let expected = get(&both, "expected")
        .as_string()
        .expect("text")
        .replace("\"once\":1", &["\"once\":", &reads.as_f64().expect("a number").to_string()].concat());
    assert_eq!(String::from(params), expected);
}

#[wasm_bindgen_test]
fn nothing_of_the_key_is_left_in_memory_when_the_client_is_freed() {
    // Written in halves, so that the whole stands nowhere but where the client puts it.
    let options = js(
        "({ openId: 'o', grantCode: 'g', openKey: ['密钥-wiped', 'after-free-0123456789-0123456789-0123456789-0123456789'].join('-'), dangerouslyAllowBrowser: true })",
    );
    let search = js(
        "memory => { const bytes = new Uint8Array(memory.buffer), needle = [...['wiped', 'after'].join('-')].map(one => one.charCodeAt(0));
           let found = 0;
           for (let at = 0; at < bytes.length; at++) if (needle.every((byte, index) => bytes[at + index] === byte)) found++;
           return found }",
    );
    let search: Function = search.unchecked_into();
    let found = || search.call1(&JsValue::UNDEFINED, &wasm_bindgen::memory()).expect("a number").as_f64();
    let client = client(&options);
    client.sign(UNDEFINED).expect("a body");
    assert!(found() > Some(0.0), "the search itself does not work");
    drop(client);
    assert_eq!(found(), Some(0.0));
}

#[wasm_bindgen_test]
fn a_freed_client_says_so() {
    let client = client(&js("({ openId: 'o', grantCode: 'g', openKey: 'k', dangerouslyAllowBrowser: true })"));
    client.wipe();
    assert_eq!(get(&client.sign(UNDEFINED).expect_err("freed"), "code"), "client_freed");
    assert_eq!(issues(client.call(&"a".into(), UNDEFINED, UNDEFINED, js("({})").unchecked_into())), [" client_freed"]);
}

#[wasm_bindgen_test]
fn nonces_of_one_client_do_not_repeat() {
    let options = js("({ openId: 'o', grantCode: 'g', openKey: 'k', dangerouslyAllowBrowser: true })");
    let client = client(&options);
    let nonces: std::collections::HashSet<String> =
        (0..2000).map(|_| get(&client.sign(UNDEFINED).expect("a body"), "Nonce").as_string().expect("text")).collect();
    assert_eq!(nonces.len(), 2000);
    assert!(nonces.iter().all(|nonce| (1..=0x7FFF_FFFF).contains(&nonce.parse::<u32>().expect("a number"))));
}
