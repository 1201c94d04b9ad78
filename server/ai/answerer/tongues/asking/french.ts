import type { Asking } from './asking.ts'

export const french: Asking = {
  greeting: /^(?:bonjour|bonsoir|salut|coucou|hello)\b[ ,!.]*(?:a tous|madame|monsieur|l'equipe)?[ ,!.]*/,
  thanks: /^(?:(?:un grand )?merci(?: beaucoup| bien)?)\b/,
  bye: /^(?:au revoir|a bientot|a demain|bonne (?:journee|soiree)|ciao)[ !.]*$/,
  aboutAi:
    /\b(?:etes-vous|vous etes|es-tu|tu es|est-ce que je parle|je parle|parle-je|c'est|est-ce)\b.*\b(?:bot|robot|ia|humain|machine|(?:vraie|une) personne)\b/,
  carried:
    /\b(?:annuler (?:mon|le|ma)|deplacer|reporter|decaler|reserver|prendre (?:un )?(?:rendez-vous|rdv)|(?:voudrais|veux|souhaite|aimerais|faudrait|besoin d') ?(?:un )?(?:rendez-vous|rdv)|mon (?:rendez-vous|rdv)|ai-je (?:un|deja)|parler a (?:quelqu'un|une personne|un humain|un conseiller)|plainte|inadmissible|scandaleux|reclamation|saigne\w*|fuite de gaz|odeur de gaz|inond\w+|incendie|tres mal|rappelez)\b/,
  policy:
    /\b(?:jusqu'a quand|combien de temps (?:avant|a l'avance)|sans frais|gratuit\w*|penalite|que se passe|frais|delai)\b/,
  topics: [
    [
      'hours',
      /\b(?:horaires?(?: d'ouverture)?|heures d'ouverture|a quelle heure (?:ouvrez|fermez|ouvre|ferme)|quand (?:ouvrez|fermez|etes-vous ouverts?)|ouvr(?:ez|e|ert)|ouverts?|ouvertes?|ouverture|fermez|fermes?|fermees?|fermeture)\b/,
    ],
    [
      'duration',
      /\b(?:combien de temps (?:dure|durent|prend|faut-il pour)|quelle (?:est la )?duree|duree|dure)\b/,
    ],
    [
      'price',
      /\b(?:combien (?:coute|coutent|vaut|ca coute|est-ce que (?:ca )?coute|pour|c'est|prenez-vous pour)|c'est combien|quel (?:est (?:le|votre) )?(?:prix|tarif)(?: (?:de|du|d'|pour))?|quels (?:sont )?(?:vos |les )?(?:prix|tarifs)|prix(?: (?:de|du|pour))?|tarifs?(?: (?:de|du|pour))?)\b/,
    ],
    [
      'services',
      /\b(?:quels? (?:services|prestations|soins)|quelles (?:sont vos )?prestations|que proposez-vous|vos (?:services|prestations)|qu'est-ce que vous (?:proposez|faites))\b/,
    ],
    ['phone', /\b(?:telephone|numero(?: de telephone)?|appeler|joindre)\b/],
    ['email', /\b(?:e-?mail|mail|courriel|adresse (?:mail|e-?mail))\b/],
    ['website', /\b(?:site (?:web|internet)|site)\b/],
    [
      'location',
      /\b(?:ou (?:etes-vous|vous trouvez-vous|se trouve|se situe|est-ce que vous etes|est situe|est (?:le|la|votre))|adresse|comment (?:venir|vous trouver|aller)|situes?)\b/,
    ],
  ],
  question:
    /\?|^(?:et |mais )?(?:quand|que|quel(?:le)?s?|ou|comment|combien|qui|pourquoi|est-ce|puis-je|peut-on|pouvez-vous|avez-vous|acceptez-vous|faites-vous|etes-vous|proposez-vous|vous (?:avez|acceptez|faites|etes|prenez|proposez)|y a-t-il|il y a|a quelle|jusqu|c'est|on peut)\b|(?:voudrais|aimerais) savoir/,
  joint: /,? et (?=(?:quand|que|quel|ou|comment|combien|est-ce|puis-je|avez-vous)\b)/,
  negation: /(?:\bne\b|\bn').*\b(?:pas|plus|jamais)\b|\b(?:sans|sauf|pas de)\b/,
  weekdays: [
    /\blundis?\b/,
    /\bmardis?\b/,
    /\bmercredis?\b/,
    /\bjeudis?\b/,
    /\bvendredis?\b/,
    /\bsamedis?\b/,
    /\bdimanches?\b/,
  ],
  days: [
    [/\bweek-?ends?\b/, 'saturday and sunday'],
    [/\bapres-demain\b/, 'in 2 days'],
    [/\bdemain\b/, 'tomorrow'],
    [/\b(?:aujourd'hui|ce soir)\b/, 'today'],
  ],
  now: /\b(?:maintenant|en ce moment|actuellement|encore)\b/,
  holidays: /\b(?:jours? feries?|feries?)\b/,
  feasts: [
    [/\b(?:reveillon de noel|24 decembre)\b/, 'christmas eve'],
    [/\bnoel\b/, 'christmas'],
    [/\b(?:saint-sylvestre|reveillon)\b/, "new year's eve"],
    [/\b(?:jour de l'an|nouvel an)\b/, "new year's day"],
    [/\bvendredi saint\b/, 'good friday'],
    [/\bpaques\b/, 'easter'],
  ],
  kinds: [
    { asked: /\bpourquoi\b/, told: /\b(?:parce|car|afin|pour que|pourquoi|raison)\b/ },
    {
      asked: /\b(?:qui (?:est|sont|a|va|fait|peut|s'occupe)|par qui|avec qui|chez qui)\b/,
      told: /\b(?:qui|monsieur|madame|mme|dr|equipe)\b/,
    },
    {
      asked: /\b(?:combien|quel age|coute)\b/,
      told: /\d|\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|gratuit\w*|demi\w*)\b/,
    },
    {
      asked: /\b(?:quand|a quelle heure|depuis quand|jusqu'a quand)\b/,
      told: /\d|\b(?:quand|jours?|semaines?|mois|ans?|heures?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|toujours|avant)\b/,
    },
  ],
}
