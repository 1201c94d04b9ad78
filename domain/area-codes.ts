// Where the area codes of North America lie: state or province, and the zones that an area code reaches into. Public facts
// of the numbering plan. A number can be taken along when its owner moves, so this is a guess, and says so; where an area
// code reaches into two zones, both are told.

/** Codes by state, province or country; the region is ISO 3166: `US-NY`, `CA-ON`, `JM`. */
const BY_REGION: Record<string, string> = {
  'US-AL': '205 251 256 334 483 659 938',
  'US-AK': '907',
  'US-AZ': '480 520 602 623 928',
  'US-AR': '327 479 501 870',
  'US-CA':
    '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951',
  'US-CO': '303 719 720 748 970 983',
  'US-CT': '203 475 860 959',
  'US-DE': '302',
  'US-DC': '202 771',
  'US-FL': '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954',
  'US-GA': '229 404 470 478 678 706 762 770 912 943',
  'US-HI': '808',
  'US-ID': '208 986',
  'US-IL': '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872',
  'US-IN': '219 260 317 463 574 765 812 930',
  'US-IA': '319 515 563 641 712',
  'US-KS': '316 620 785 913',
  'US-KY': '270 364 502 606 859',
  'US-LA': '225 318 337 457 504 985',
  'US-ME': '207',
  'US-MD': '227 240 301 410 443 667',
  'US-MA': '339 351 413 508 617 774 781 857 978',
  'US-MI': '231 248 269 313 517 586 616 679 734 810 906 947 989',
  'US-MN': '218 320 507 612 651 763 924 952',
  'US-MS': '228 471 601 662 769',
  'US-MO': '235 314 417 557 573 636 660 816 975',
  'US-MT': '406',
  'US-NE': '308 402 531',
  'US-NV': '702 725 775',
  'US-NH': '603',
  'US-NJ': '201 551 609 640 732 848 856 862 908 973',
  'US-NM': '505 575',
  'US-NY': '212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934',
  'US-NC': '252 336 472 704 743 828 910 919 980 984',
  'US-ND': '701',
  'US-OH': '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937',
  'US-OK': '405 539 572 580 918',
  'US-OR': '458 503 541 971',
  'US-PA': '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878',
  'US-RI': '401',
  'US-SC': '803 821 839 843 854 864',
  'US-SD': '605',
  'US-TN': '423 615 629 731 865 901 931',
  'US-TX':
    '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979',
  'US-UT': '385 435 801',
  'US-VT': '802',
  'US-VA': '276 434 540 571 686 703 757 804 826 948',
  'US-WA': '206 253 360 425 509 564',
  'US-WV': '304 681',
  'US-WI': '262 274 353 414 534 608 715 920',
  'US-WY': '307',
  'US-PR': '787 939',
  'US-VI': '340',
  'US-GU': '671',
  'US-MP': '670',
  'US-AS': '684',
  'CA-AB': '368 403 587 780 825',
  'CA-BC': '236 250 257 604 672 778',
  'CA-MB': '204 431 584',
  'CA-NB': '428 506',
  'CA-NL': '709 879',
  'CA-NS': '782 902',
  'CA-ON': '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942',
  'CA-QC': '263 354 367 418 438 450 468 514 579 581 819 873',
  'CA-SK': '306 474 639',
  'CA-YT': '867',
  AG: '268',
  AI: '264',
  BB: '246',
  BM: '441',
  BS: '242',
  DM: '767',
  DO: '809 829 849',
  GD: '473',
  JM: '658 876',
  KN: '869',
  KY: '345',
  LC: '758',
  MS: '664',
  SX: '721',
  TC: '649',
  TT: '868',
  VC: '784',
  VG: '284',
}

const NY = 'America/New_York'
const CHI = 'America/Chicago'
const DEN = 'America/Denver'
const LA = 'America/Los_Angeles'

/** The zones of a region, where its codes lie in no other. */
const ZONES: Record<string, string[]> = {
  'US-AL': [CHI],
  'US-AK': ['America/Anchorage', 'America/Adak'],
  'US-AZ': ['America/Phoenix'],
  'US-AR': [CHI],
  'US-CA': [LA],
  'US-CO': [DEN],
  'US-ID': ['America/Boise', LA],
  'US-HI': ['Pacific/Honolulu'],
  'US-IL': [CHI],
  'US-IA': [CHI],
  'US-KS': [CHI],
  'US-LA': [CHI],
  'US-MN': [CHI],
  'US-MS': [CHI],
  'US-MO': [CHI],
  'US-MT': [DEN],
  'US-NE': [CHI],
  'US-NV': [LA],
  'US-NM': [DEN],
  'US-ND': [CHI, DEN],
  'US-OK': [CHI],
  'US-OR': [LA],
  'US-SD': [CHI, DEN],
  'US-TN': [CHI],
  'US-TX': [CHI],
  'US-UT': [DEN],
  'US-WA': [LA],
  'US-WI': [CHI],
  'US-WY': [DEN],
  'US-PR': ['America/Puerto_Rico'],
  'US-VI': ['America/St_Thomas'],
  'US-GU': ['Pacific/Guam'],
  'US-MP': ['Pacific/Saipan'],
  'US-AS': ['Pacific/Pago_Pago'],
  'CA-AB': ['America/Edmonton'],
  'CA-BC': ['America/Vancouver', 'America/Edmonton'],
  'CA-MB': ['America/Winnipeg'],
  'CA-NB': ['America/Halifax'],
  'CA-NL': ['America/St_Johns', 'America/Halifax'],
  'CA-NS': ['America/Halifax'],
  'CA-ON': ['America/Toronto'],
  'CA-QC': ['America/Toronto'],
  'CA-SK': ['America/Regina', 'America/Edmonton'],
  'CA-YT': ['America/Whitehorse', 'America/Edmonton', 'America/Winnipeg', 'America/Toronto'],
  AG: ['America/Antigua'],
  AI: ['America/Anguilla'],
  BB: ['America/Barbados'],
  BM: ['Atlantic/Bermuda'],
  BS: ['America/Nassau'],
  DM: ['America/Dominica'],
  DO: ['America/Santo_Domingo'],
  GD: ['America/Grenada'],
  JM: ['America/Jamaica'],
  KN: ['America/St_Kitts'],
  KY: ['America/Cayman'],
  LC: ['America/St_Lucia'],
  MS: ['America/Montserrat'],
  SX: ['America/Lower_Princes'],
  TC: ['America/Grand_Turk'],
  TT: ['America/Port_of_Spain'],
  VC: ['America/St_Vincent'],
  VG: ['America/Tortola'],
}

/** Codes that lie elsewhere than the rest of their region, or reach into a second zone. */
const OWN_ZONES: Record<string, string[]> = {
  '928': ['America/Phoenix', DEN],
  '850': [NY, CHI],
  '448': [NY, CHI],
  '219': [CHI, NY],
  '574': [NY, CHI],
  '812': [NY, CHI],
  '930': [NY, CHI],
  '620': [CHI, DEN],
  '785': [CHI, DEN],
  '270': [CHI, NY],
  '364': [CHI, NY],
  '606': [NY, CHI],
  '906': [NY, CHI],
  '308': [CHI, DEN],
  '775': [LA, DEN],
  '458': [LA, 'America/Boise'],
  '541': [LA, 'America/Boise'],
  '423': [NY, CHI],
  '865': [NY],
  '931': [CHI, NY],
  '432': [CHI, DEN],
  '915': [DEN],
  '807': ['America/Toronto', 'America/Winnipeg'],
  '257': ['America/Vancouver'],
  '604': ['America/Vancouver'],
  '418': ['America/Toronto', 'America/Halifax'],
  '581': ['America/Toronto', 'America/Halifax'],
  '367': ['America/Toronto', 'America/Halifax'],
}

/** Numbers of no place: free of charge, personal, and those that belong to a service. */
const NO_PLACE = /^(?:8(?:00|33|44|55|66|77|88)|5(?:00|2[1-9]|33|44|66|77|88)|6(?:00|22)|700|710|900)/

/** Where nobody lives: films, examples and simulators use it. */
const INVENTED = '555'

const regionByCode = new Map<string, string>()
for (const [region, codes] of Object.entries(BY_REGION))
  for (const code of codes.split(' ')) regionByCode.set(code, region)

export type AreaCode =
  | { kind: 'known'; code: string; region: string; zones: string[] }
  /** Somewhere in North America. */
  | { kind: 'anywhere'; code: string }
  | { kind: 'invented' }

/** Where a number of the North American plan (`+1…`) lies; null for every other number. */
export function readAreaCode(number: string): AreaCode | null {
  const code = /^\+1(\d{3})\d{7}$/.exec(number)?.[1]
  if (!code) return null
  if (code === INVENTED) return { kind: 'invented' }
  const region = regionByCode.get(code)
  if (!region || NO_PLACE.test(code)) return { kind: 'anywhere', code }
  return { kind: 'known', code, region, zones: OWN_ZONES[code] ?? ZONES[region] ?? [NY] }
}

/** All states, territories and provinces of which area codes are known. */
export function knownRegions(): string[] {
  return Object.keys(BY_REGION)
}

/** The zones of the forty-eight states: what is allowed in all of them is allowed wherever a free number rings. */
export const CONTINENTAL = [NY, CHI, DEN, LA]
