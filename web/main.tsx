// The inbox in the browser. Asks who is here before React is even up: the first list waits for nothing else.
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import './ui/base.css'
import { listenToKeys } from './actions/keyboard.ts'
import { Gate } from './screens/shell/gate.tsx'
import { boot } from './store/boot.ts'
import { client } from './store/client.ts'

void boot()
listenToKeys()

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
createRoot(place).render(
  <QueryClientProvider client={client}>
    <Gate />
  </QueryClientProvider>,
)
