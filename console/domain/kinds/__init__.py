"""The kinds of events, by what they are about; ``console.domain.entities`` gathers them."""
