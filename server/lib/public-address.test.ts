import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address.ts'

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '223.255.255.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001::1',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

it.each([
  ['this host', '0.0.0.0', '0.1.2.3', '::'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  [
    'private',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    'fc00::1',
    'fd00:ec2::254',
    'fec0::1',
  ],
  ['link-local, with the clouds’ metadata', '169.254.169.254', 'fe80::1', 'fe80::1%eth0'],
  ['carrier NAT', '100.64.0.1', '100.100.100.200', '100.127.255.255'],
  ['multicast and broadcast', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  [
    'reserved',
    '192.0.0.8',
    '198.18.0.1',
    '240.0.0.1',
    '192.88.99.1',
    '100::1',
    '5f00::1',
    '4000::1',
    '::2:3:4',
  ],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  [
    'IPv4 inside IPv6',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
  ],
  ['platform services', '168.63.129.16'],
  ['no addresses', '', 'localhost', '1.2.3', '1.2.3.4.5', 'fe80::g'],
])('%s is not', (_what, ...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})
