import { buildForms } from './build.ts'
import { cutEndings, step } from './endings.ts'

const steps = [
  step(3, 'x s'),
  step(
    3,
    `issements issement ements ement ations ation ateurs ateur atrice ables able ibles ible istes iste ites ite euses euse eurs
     eur ives ive ances ance ions ion eraient erait erions erons eront erez aient ait ant issons issez issent ees ee er ez ent
     ir re i e ons age`.replace(/\s+/g, ' '),
  ),
  step(3, 'e'),
]

const stem = (word: string): string =>
  cutEndings(word, steps)
    .replace(/aux?$/, 'al')
    .replace(/([lnpt])\1$/, '$1')
    .replace(/(?<=..)y$/, 'i')

export const french = buildForms({
  stem,
  stop: `a à ai aie aller allez alors au aucun aussi autre aux avec avez avoir avons bien bonjour bonsoir c ça car ce ceci cela
    ces cet cette chez ci combien comme comment d dans de depuis des dois donc du elle elles en encore entre es est et êtes été sommes
    être eu eux faire fais fait faites faut il ils j je jour jours l la là le les leur leurs lui m ma mais me même merci mes
    moi mon n ne ni non nos notre nous on ont or ou où oui par pas peu peut peuvent peux plus possible pour pourquoi pourrais
    pourriez pouvez pouvoir puis qu quand que quel quelle quelles quelqu quels question qui quoi s sa sans savoir se sera ses
    si son sont souhaite souhaiterais sous suis sur t ta te tes toi ton tous tout toute toutes très tu un une va vais vos
    votre voudrais voulais vous voulez y dit proposez propose offrez trouve svp plaît ya`,
  weak: `entreprise magasin boutique cabinet salon société client clients clientes gens personne personnes aujourd hui temps
    façon manière type accepter acceptez accepte prenez prendre utiliser disponible option information venir trouver service
    services amener`,
  meanings: {
    price: 'prix coûte coûtent coût tarif tarifs frais',
    pay: 'payer paiement paiements paie règlement régler payant payante',
    card: 'carte cartes',
    cash: 'espèces liquide comptant',
    accept: 'accepter acceptez accepte acceptés acceptées prenez admis autorisés autorisé',
    parking: 'parking garer stationnement stationner parkings',
    child: 'enfant enfants bébé',
    dog: 'chien chiens',
    cat: 'chat chats',
    insurance: 'assurance assurances mutuelle mutuelles',
    guarantee: 'garantie garanties',
    discount: 'remise remises réduction réductions promotion promotions rabais',
    voucher: 'cadeau cadeaux',
    refund: 'remboursement remboursements rembourser remboursez',
    delivery: 'livraison livraisons livrer livrez',
    wheelchair: 'fauteuil roulant accessible accessibilité handicapés pmr',
    wifi: 'wifi internet',
    toilet: 'toilettes toilette wc',
    cancel: 'annuler annulation',
    appointment: 'rendez-vous rdv',
    bring: 'apporter amener',
    repair: 'réparer réparation réparations réparez',
    clean: 'nettoyer nettoyage',
    emergency: 'urgence urgences',
    invoice: 'facture factures',
    instalment: 'mensualités versements échéances',
    treat: 'traiter soigner soignez soigne recevez traitez',
    language: 'langue langues parler parlez',
  },
})
