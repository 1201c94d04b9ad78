import { buildForms } from './build.ts'
import { cutEndings, step } from './endings.ts'

const steps = [
  step(
    3,
    `acoes acao adores adora ador imentos imento amentos amento idades idade mente ancias ancia aveis avel iveis ivel istas
     ista oes ao ariamos eriamos iriamos aremos eremos iremos avamos ando endo indo aram eram iram avam ava aria eria iria
     adas ados ada ado idas idos ida ido arem erem irem amos emos imos ais eis ar er ir am em as es os is io ia a e o`.replace(
      /\s+/g,
      ' ',
    ),
  ),
]

const stem = (word: string): string =>
  cutEndings(word.replace(/(?<=..)ns$/, 'm').replace(/(?<=.{3})oes$/, 'ao'), steps)
    .replace(/gu$/, 'g')
    .replace(/qu$/, 'c')
    .replace(/(?<=..)c$/, 'c')

export const portuguese = buildForms({
  stem,
  stop: `a à ao aos as às algo alguém algum alguma até boa boas bom bons cada com como da das de dele dela desde dia dias do dos
    e é ela elas ele eles em então entre era essa essas esse esses esta está estão estar estas este estes estou eu favor faço
    fazer fazem faz foi gostaria há isso isto já lhe lhes lá mais mas me mesmo meu meus minha minhas muito na não nas nem no nos
    nós nossa nosso num numa o obrigada obrigado olá oi onde os ou outra outro para pela pelas pelo pelos pergunta pode podem
    poderia posso por porque pra preciso qual quais qualquer quando quanto quanta quantas quantos que quem queria quero saber
    se sem ser seu seus sim só sobre sou sua suas também te tem têm ter tenho toda todas todo todos tu tudo um uma umas uns
    vai vão você vocês vos noite tarde oferecem oferece existe`,
  weak: `empresa loja clínica negócio cliente clientes gente pessoa pessoas hoje tempo forma maneira tipo aceitar aceitam aceita
    permitem usar disponível opção possível informação ir vir encontrar levar serviço serviços`,
  meanings: {
    price: 'preço preços custa custam custo custos valor valores tarifa tarifas taxa taxas',
    pay: 'pagar pagamento pagamentos pago',
    card: 'cartão cartões',
    cash: 'dinheiro espécie numerário',
    accept: 'aceitar aceitam aceita permitem permitido permite',
    parking: 'estacionamento estacionar estacionamentos parque garagem',
    child: 'criança crianças filho filhos',
    dog: 'cão cães cachorro cachorros',
    cat: 'gato gatos',
    insurance: 'seguro seguros convênio convênios plano seguradora seguradoras',
    guarantee: 'garantia garantias',
    discount: 'desconto descontos promoção promoções',
    voucher: 'presente vale',
    refund: 'reembolso reembolsos devolução devolver reembolsar',
    delivery: 'entrega entregas envio envios entregar entregam',
    wheelchair: 'cadeira rodas acessível acessibilidade cadeirante cadeirantes',
    wifi: 'wifi internet',
    toilet: 'banheiro banheiros',
    cancel: 'cancelar cancelamento desmarcar',
    appointment: 'consulta consultas marcação marcações agendamento',
    bring: 'trazer levar',
    repair: 'reparar reparo reparos conserto consertar',
    clean: 'limpar limpeza',
    emergency: 'emergência emergências urgência urgências',
    invoice: 'fatura faturas nota',
    instalment: 'parcela parcelas parcelar parcelado prestações',
    treat: 'tratar tratamento atender atendem',
    language: 'idioma idiomas língua falar falam',
  },
})
