package claims

// yardsticks are the names of others whose figure stands beside the card's, each with the name by which it is known.
var yardsticks = map[string]string{"england": "england", "england's": "england", "english": "england", "national": "england", "nationally": "england",
	"neighbours": "neighbours", "neighbours'": "neighbours", "neighbour": "neighbours", "sn": "neighbours", "sns": "neighbours",
	"regional": "region", "region": "region", "regionally": "region", "region's": "region", "london": "region", "county": "county",
	"peers": "peers", "peer": "peers", "family": "family", "cipfa": "family"}

// ofOtherWords may stand between another's name and its number.
var ofOtherWords = set("average", "averages", "mean", "median", "figure", "rate", "of", "is", "was", "at", "the", "stands", "stood", "being", "statistical", "and", "authority",
	"authorities", "benchmark", "position", "for", "level", "comparator", "latest", "now", "currently")

// yardstickOf is whose number stands at an item: “England: 59.9%”, “59.9% nationally”, “59.9% for England”; empty where
// nobody's.
func (r *reading) yardstickOf(s sentence, n int) string {
	for i := n - 1; i >= max(s.from, n-6); i-- {
		it := r.items[i]
		if name := yardsticks[it.text]; name != "" && it.kind == wordItem {
			return name
		}
		if !ofOtherWords[it.text] && it.text != ":" && it.text != "(" && it.text != "=" && it.text != "’" && it.text != "'" {
			break
		}
	}
	for i := n + 1; i < min(s.to, n+5); i++ {
		it := r.items[i]
		if name := yardsticks[it.text]; name != "" && it.kind == wordItem {
			return name
		}
		if !ofOtherWords[it.text] && it.text != "in" && it.text != "our" && it.text != "across" {
			break
		}
	}
	return ""
}
