// @ts-check
import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { hostsOf } from "../../pkg/emulator/addresses.js";
import { startEmulator } from "../../pkg/emulator/index.js";

/** @param {string} address @param {boolean} [internal] @returns {any} */
const at = (address, internal = false) => ({ address, internal, family: address.includes(":") ? "IPv6" : "IPv4" });
const loopback = [at("127.0.0.1", true), at("::1", true)];

test("a host that is one address or a name stays as it is", () => {
  for (const [host, bound] of [
    ["127.0.0.1", "127.0.0.1"],
    ["localhost", "::1"],
    ["192.168.1.5", "192.168.1.5"],
  ]) {
    assert.deepEqual(hostsOf(host, bound, { lo: loopback, eth0: [at("192.168.1.5")] }), [host]);
  }
});

test("a host that is every address becomes those that other machines can use, IPv4 first", () => {
  const windows = {
    "vEthernet (WSL)": [at("fe80::1"), at("172.28.80.1")],
    "Wi-Fi": [at("2001:db8::7"), at("fe80::2"), at("192.168.1.5")],
    Bluetooth: [at("169.254.3.4")],
    "Loopback Pseudo-Interface 1": loopback,
  };
  assert.deepEqual(hostsOf("0.0.0.0", "0.0.0.0", windows), ["172.28.80.1", "192.168.1.5"]);
  assert.deepEqual(hostsOf("0", "0.0.0.0", windows), ["172.28.80.1", "192.168.1.5"]);
  assert.deepEqual(hostsOf("::", "::", windows), ["172.28.80.1", "192.168.1.5", "2001:db8::7"]);
});

test("without a network it is this machine only", () => {
  const offline = { lo: loopback, eth0: undefined };
  assert.deepEqual(hostsOf("0.0.0.0", "0.0.0.0", offline), ["127.0.0.1"]);
  assert.deepEqual(hostsOf("::", "::", offline), ["::1"]);
});

test("the url of an emulator that listens everywhere has one of this machine's addresses", async (t) => {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  for (const host of ["0.0.0.0", "0"]) {
    const emulator = await startEmulator({ host });
    t.after(() => emulator.close());
    assert.ok(
      own.some(({ address }) => address === new URL(emulator.url).hostname),
      emulator.url,
    );
    assert.equal((await fetch(emulator.url)).status, 405);
  }
});
