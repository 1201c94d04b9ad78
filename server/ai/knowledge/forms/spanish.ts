import { buildForms } from './build.ts'
import { cutEndings, step } from './endings.ts'

const steps = [
  step(4, 'arlo arla arlos arlas arme arnos arse erlo erla erse irse irlo irla'),
  step(
    3,
    `aciones acion adores adora ador adoras imientos imiento amientos amiento idades idad mente ancias ancia ables able ibles
     ible istas ista iones ion ariamos eriamos iriamos aremos eremos iremos asteis isteis abamos iendo ando ieron aron aban
     abas aba arian aria erian eria irian iria adas ados ada ado idas idos ida ido aran aras ara eran eras era iran iras ira
     amos emos imos ais eis ar er ir an en as es os io ia a e o`.replace(/\s+/g, ' '),
  ),
]

/** "pague" and "pagar", "empecé" and "empezar": one sound, two letters. */
const stem = (word: string): string =>
  cutEndings(word, steps)
    .replace(/gu$/, 'g')
    .replace(/qu$/, 'c')
    .replace(/(?<=..)z$/, 'c')

export const spanish = buildForms({
  stem,
  stop: `a al algo alguien algún alguna algunas alguno algunos allí ante antes aquí así aún aunque buenas bueno buenos cada como
    cómo con cual cuál cuáles cualquier cuando cuándo cuanto cuánto cuánta cuántas cuántos de debo del desde día días donde
    dónde dos durante e el él ella ellas ellos en entonces entre era es esa esas ese eso esos esta está estaba están estáis estamos sois somos estar estas
    este esto estos estoy favor fue gracias gustaría ha haber había hace hacer haces hacen hacia han hasta hay hola la las le
    les lo los me mi mí mis mucho muy más nada ni no nos nosotros o os otra otro para pero poder podría podrían podemos puede
    pueden puedes puedo por porque pregunta pues que qué querer quería quiero quien quién quisiera saber se sé ser si sí sin
    sobre son soy su sus también tampoco tan te tener tengo tenéis tiene tienen tienes toda todas todo todos tu tus un una unas
    uno unos usted ustedes va vale vosotros vuestra vuestro y ya yo necesito necesita ofrecen ofrece hacéis noches tardes`,
  weak: `negocio empresa tienda local clínica cliente clientes gente persona personas hoy tiempo forma manera tipo aceptar
    aceptan aceptáis acepta admitir admiten permiten usar disponible opción posible información ir venir encontrar llevar
    servicio servicios`,
  meanings: {
    price: 'precio precios coste costo cuesta cuestan costar tarifa tarifas vale valen',
    pay: 'pagar pago pagos pagáis',
    card: 'tarjeta tarjetas',
    cash: 'efectivo metálico',
    accept: 'aceptar aceptan acepta aceptáis admitir admiten permiten admite',
    parking: 'aparcamiento aparcar estacionamiento estacionar parking parqueo aparco estaciono',
    child: 'niño niños niña niñas hijo hijos',
    dog: 'perro perros mascota mascotas',
    cat: 'gato gatos',
    insurance: 'seguro seguros aseguradora aseguradoras',
    guarantee: 'garantía garantías',
    discount: 'descuento descuentos oferta ofertas promoción promociones',
    voucher: 'vale regalo bono',
    refund: 'reembolso reembolsos devolución devoluciones devolver reembolsar',
    delivery: 'envío envíos entrega entregas domicilio enviar',
    wheelchair: 'silla ruedas accesible accesibilidad',
    wifi: 'wifi internet',
    toilet: 'baño baños aseo aseos',
    cancel: 'cancelar cancelación anular anulación',
    appointment: 'cita citas',
    bring: 'traer llevar',
    repair: 'reparar reparación reparaciones arreglar',
    clean: 'limpiar limpieza',
    emergency: 'emergencia emergencias urgencia urgencias',
    invoice: 'factura facturas',
    instalment: 'plazo plazos financiación',
    treat: 'tratar tratamiento atender atienden',
    language: 'idioma idiomas hablar hablan',
  },
})
