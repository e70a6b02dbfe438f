"""Search indexes behind `domain.ports.SearchIndex`; all get their terms from `analysis.tokens`."""
