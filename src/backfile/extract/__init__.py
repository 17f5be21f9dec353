"""Articles to findings: who is named, who speaks, which days are told of."""
