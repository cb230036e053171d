package claims

// account is what the words call an amount of money.
type account uint8

const (
	noAccount account = iota
	budgeted
	spent
	overspent
	underspent
	income
	contingency
	surplus
)

// accountWords call an amount what they say, the first of them in the order of ranks.
var accountWords = map[string]account{
	"budget": budgeted, "budgeted": budgeted, "budgets": budgeted, "programme": budgeted, "allocation": budgeted,
	"outturn": spent, "actual": spent, "actuals": spent, "spend": spent, "spending": spent, "spent": spent, "expenditure": spent, "costs": spent,
	"overspend": overspent, "overspent": overspent, "overspending": overspent,
	"underspend": underspent, "underspent": underspent, "underspending": underspent,
	"income": income, "contingency": contingency, "surplus": surplus, "deficit": surplus,
}

// ranks say which of two words in one clause calls its amount: “a budget for the total spend of” is a budget, “an
// underspend on net expenditure of” an underspend.
var ranks = map[account]int{overspent: 5, underspent: 5, surplus: 4, contingency: 4, income: 3, budgeted: 2, spent: 1}

// amount is an amount of money and what the words call it.
type amount struct {
	at      int
	account account
}

// amountsCalled are the amounts of money of a sentence; none, and false, where one of them is a step, has a sign, or is
// told otherwise.
func (r *reading) amountsCalled(s sentence) ([]amount, bool) {
	var all []amount
	last := s.from
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != money {
			continue
		}
		if q.sign != 0 || q.value.Sign() <= 0 || q.fraction {
			return nil, false
		}
		all = append(all, amount{n, r.accountAt(s, last, n)})
		last = n + 1
	}
	return all, true
}

// accountAt is what the words call an amount: those right behind it, else those before it in its clause.
func (r *reading) accountAt(s sentence, from, n int) account {
	if r.wordAt(n+1) == "of" && accountWords[r.wordAt(n+2)] == contingency {
		return contingency // the budget has £2.2m of contingency
	}
	at := n + 1
	if kindsOfAccount[r.wordAt(at)] {
		at++
	}
	if w := r.wordAt(at); at < s.to && accountWords[w] != noAccount {
		return accountWords[w] // the £4.2m revised budget
	}
	found := noAccount
	for i := n - 1; i >= max(from, n-18); i-- {
		it := r.items[i]
		if it.text == ";" || it.text == "," && found != noAccount || it.text == "." {
			break
		}
		w := r.wordAt(i)
		if besideBudget[w] && (found != noAccount || i > n-3) || w == "which" {
			break
		}
		if o := accountWords[w]; ranks[o] > ranks[found] || w == "outturn" && found == budgeted && r.wordAt(i+1) != "against" {
			found = o
		}
	}
	return found
}

// kindsOfAccount may stand between an amount and what it is called.
var kindsOfAccount = set("net", "revised", "forecast", "annual", "total", "approved", "projected", "revenue")

// besideBudget stand between an amount that is told and the one that it is held against.
var besideBudget = set("against", "compared", "versus", "vs", "than")
