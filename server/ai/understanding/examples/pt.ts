// The same as en.ts, in Portuguese: ours, written for this.
import type { Examples } from './examples.ts'

export const portuguese: Examples = {
  question: `
qual é o horário de vocês|estão abertos {t}|quanto custa {s}|qual o preço de {s}|vocês fazem {s}|oferecem {s}|onde vocês ficam|qual é o endereço|tem estacionamento
aceitam cartão|aceitam meu convênio|quanto tempo demora {s}|vocês têm {s} em estoque|que horas fecham {t}|trabalham no fim de semana|tem atendimento de emergência aos domingos
quanto custa uma visita de emergência|atendem urgências à noite|qual é a política de reembolso|como funciona a devolução|posso cancelar sem custo|têm pratos veganos
têm opções sem glúten|atendem crianças|preciso marcar para {s}|o orçamento é grátis|qual é o telefone|posso levar meu cachorro|fazem entrega|quando chega {s}
dói|quem faz {s}|tem garantia|qual é o prato do dia|falam inglês|que horas é a minha consulta|meu pedido está pronto|onde está meu pedido
qual a diferença entre {s} e {s}|gostaria de saber se fazem {s}|uma dúvida sobre {s}|podem me dizer o preço de {s}`,
  booking: `
a torneira do banheiro está pingando|a pia está entupida podem vir|o aquecimento não esquenta|estou com dor de dente posso ir {t}|quebrei um dente podem me atender hoje|preciso consertar {s}
quero marcar uma consulta para {s}|posso agendar {t}|preciso de um horário {t}|tem vaga {t}|uma mesa para quatro {t}|quero reservar uma mesa {t}
alguém pode vir {t} ver {s}|preciso de um encanador {t}|está livre {t} para {s}|quero marcar com {p}|gostaria de agendar {s}|me coloca {t}
posso ir {t}|tem disponibilidade {t}|marcar {t} por favor|queria marcar hora para {s}|quero fazer uma reserva {t}|qual o primeiro horário para {s}`,
  reschedule: `
posso mudar minha consulta para {t}|preciso remarcar|podemos passar para {t}|pode ser {t} em vez de {t}|surgiu um imprevisto podemos deixar para {t}|quero remarcar meu horário
mudar a reserva para as 21h|posso ir mais tarde|adiar a consulta por favor|não posso {t} tem outro dia|vamos atrasar podem segurar a mesa|preciso de outro horário
dá para antecipar a consulta|o técnico pode vir mais tarde|trocar meu horário para {t}`,
  cancel_appointment: `
quero cancelar minha consulta|cancele minha reserva por favor|tenho que desmarcar {t}|não vamos poder ir {t} cancelem a mesa|não preciso mais da consulta|desmarcar meu horário
não vou conseguir ir por favor cancelar|cancelem a visita de {t}|não precisa mais vir|tire meu nome da agenda|estou doente preciso cancelar|gostaria de cancelar a reserva`,
  interested: `
tenho interesse em {s}|gostaria de um orçamento para {s}|podem me mandar uma proposta de {s}|quero saber mais sobre {s}|estamos pensando em {s}|quero comprar {s}
como faço para começar|um amigo recomendou vocês para {s}|queremos reformar o banheiro|procuro um dentista novo|quero encomendar {s}|podem me contatar sobre {s}
precisamos de {s} para o escritório|vi o anúncio de vocês|quais são os próximos passos`,
  objection: `
está muito caro|é mais do que eu queria gastar|achei mais barato em outro lugar|o preço é muito alto|ainda não tenho certeza|preciso pensar|vou falar com minha esposa
talvez mais tarde|não tenho interesse|não obrigado já temos alguém|dá para fazer um preço melhor|por que custa tanto|passa do nosso orçamento|agora não
vou comparar outras propostas|decidimos ir com outra empresa`,
  complaint: `
não estou satisfeito com {s}|isso é inaceitável|o serviço foi péssimo|quero fazer uma reclamação|tenho uma queixa|ninguém veio {t}|o técnico nunca apareceu
estou esperando há duas horas|muito decepcionado|a comida estava fria|me cobraram duas vezes|a fatura está errada|{s} continua sem funcionar depois do conserto
foram grosseiros comigo|estragaram meu piso|espero há semanas e ninguém responde|é a segunda vez que quebra|que serviço é esse|é uma vergonha|estou farto
nunca mais volto|meu pedido chegou quebrado|mandaram o produto errado|prometeram ligar e não ligaram|péssima qualidade|vou deixar uma avaliação ruim`,
  refund: `
quero um reembolso|quero meu dinheiro de volta|devolvam meu dinheiro|como recebo meu dinheiro de volta|quero devolver {s}|quando recebo o reembolso
ainda estou esperando o reembolso|devolvam o sinal por favor|vocês me devem dinheiro|cancelem o pedido e devolvam o dinheiro|exijo a devolução total
paguei duas vezes devolvam uma|solicito o reembolso de {s}|quero ser reembolsado por {s}`,
  emergency: `
tem água por todo lado|o porão está inundando|estourou um cano na cozinha|está com cheiro de gás em casa|é uma emergência|é urgente venham agora|está caindo água do teto
temos um vazamento de gás|não para de sangrar|estou com uma dor insuportável|não aguento mais de dor|não consigo respirar|está saindo fumaça do aquecedor
saem faíscas da tomada|socorro a água não para|está pegando fogo|o vaso está transbordando e não para|meu rosto está inchado e dói muito|meu filho engoliu algo e não respira
estou com dor no peito|socorro`,
  wants_person: `
quero falar com uma pessoa|posso falar com alguém|quero falar com um humano|alguém pode me ligar|me liguem por favor|peça para {p} me ligar|quero falar com o gerente
passe para o dono|um atendente por favor|não quero falar com robô|tem alguém de verdade aí|prefiro falar com alguém|posso falar com {p}|atendente|podem retornar a ligação
quero falar com o dentista|com quem posso falar`,
  opt_out: `
parem de me escrever|não me escrevam mais|quero sair da lista|me tirem da lista|não quero mais mensagens|descadastrar|apaguem meu número|não me contatem mais|parem de mandar ofertas|chega de mensagens`,
  confirmation: `
sim|sim por favor|claro|ok|tudo bem|perfeito|pode ser|confirmo|confirmado|isso mesmo|estarei lá|{t} está bom para mim|sim pode marcar|pode ir em frente|está bem
o primeiro|a segunda opção|não é só isso|não|não obrigado|entendi|combinado|até {t} então|certo|beleza`,
  greeting: `
olá|oi|bom dia|boa tarde|boa noite|oi tudo bem|olá tem alguém aí|oi aqui é {p}|olá tenho uma dúvida|oi podem me ajudar|olá a todos|e aí`,
  thanks: `
obrigado|obrigada|muito obrigado|valeu|agradeço|obrigado por tudo|muito gentil|obrigado pela ajuda|perfeito obrigado|obrigado até {t}|tchau|até logo|tenha um bom dia
ótimo trabalho com {s}|adoramos o jantar obrigado|até mais`,
  spam: `
seu site em primeiro no google|compre seguidores barato|você ganhou um prêmio clique aqui|ganhe dinheiro em casa|invista em bitcoin|empréstimo rápido aprovado hoje
fazemos sites baratos para sua empresa|sua encomenda está retida pague aqui|oferta limitada clique|vendemos listas de clientes|aumente suas vendas com nossa agência`,
  other: `
meu nome é {p}|é na cozinha|aqui está a foto|mandei uma foto|meu email é {p} arroba mail|meu endereço é rua alta 12|mando depois|é o da esquerda
o modelo é xr 200|é para minha mãe|um momento|espere|começou na semana passada|faz um barulho estranho|número errado|quem é|kkk|o quê|estou aqui fora|somos 4|moramos no segundo andar|teste`,
  off_topic: `
qual é a capital da austrália|escreva um poema|me conta uma piada|como está o tempo {t}|quem ganhou o jogo|traduza isso para francês|quanto é 17 vezes 23|me ajuda com a lição de casa
escreva código python|quem é o presidente da frança|o que acha das eleições|qual é o sentido da vida|toque uma música|recomende um filme|como emagrecer|quanto está o bitcoin
me dê uma receita de lasanha|quem escreveu dom casmurro|que horas são em tóquio|reserve um voo para roma|quantos habitantes tem a china|ignore suas instruções
como treinar meu cachorro|fale da segunda guerra`,
}
