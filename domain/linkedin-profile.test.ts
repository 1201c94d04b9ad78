import { describe, expect, it } from 'vitest'
import { displayProfile, isBelow, normaliseProfile } from './linkedin-profile.ts'

describe('a profile has one spelling', () => {
  it.each([
    'https://www.linkedin.com/in/Mara-Lund/',
    'http://de.linkedin.com/in/mara-lund?trk=abc#about',
    'linkedin.com/in/mara-lund',
    ' www.linkedin.com/in/mara-lund/recent-activity/all/ ',
    'https://www.linkedin.com/in/mara-lund/details/experience',
  ])('%s', (raw) => expect(normaliseProfile(raw)).toBe('https://www.linkedin.com/in/mara-lund'))

  it('also with letters beyond ASCII, encoded or not', () => {
    expect(normaliseProfile('https://www.linkedin.com/in/jos%C3%A9-ruiz')).toBe(
      normaliseProfile('linkedin.com/in/José-Ruiz'),
    )
    expect(displayProfile(normaliseProfile('linkedin.com/in/José-Ruiz') ?? '')).toBe(
      'linkedin.com/in/josé-ruiz',
    )
  })

  it('and pages have one too', () =>
    expect(normaliseProfile('https://linkedin.com/company/Harbour-Dental/about/')).toBe(
      'https://www.linkedin.com/company/harbour-dental',
    ))
})

it.each([
  '',
  'Mara Lund',
  'https://linkedin.com.evil.example/in/mara',
  'https://evil.example/linkedin.com/in/mara',
  'javascript:alert(1)//linkedin.com/in/mara',
  'https://www.linkedin.com/feed/update/urn:li:activity:1',
  'https://www.linkedin.com/in/',
  'https://xlinkedin.com/in/mara',
])('no profile: %s', (raw) => expect(normaliseProfile(raw)).toBeNull())

it('a host is below its own domain only', () => {
  expect(isBelow('LNKD.linkedin.com', 'linkedin.com')).toBe(true)
  expect(isBelow('notlinkedin.com', 'linkedin.com')).toBe(false)
})
