package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var pictures = flag.String("browser.pictures", "", "a directory for pictures of what the browser shows on the way")

// browser is a real one without a window, in which somebody uses the demo's page as a person would: it finds buttons by
// their words and boxes by their labels, and sees what is shown.
type browser struct {
	*testing.T
	page string
	ctx  context.Context
	shot int
}

// browsers are the commands under which Chromium is installed.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// openBrowser starts the browser on the page. Where none is installed the test is left out and says so; CI installs one
// and must have it.
func openBrowser(t *testing.T, page string) *browser {
	t.Helper()
	var path string
	for _, name := range browsers {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no Chromium; .ci/run installs it")
		}
		t.Skip("there is no Chromium on this machine; install it to play the quarter in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1280, 1400))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	check(t, chromedp.Do(ctx)) // without a time-out, which would end the browser
	return &browser{T: t, page: page, ctx: ctx}
}

// patience is how long the page is given to show what is expected: the bot delivers in the background.
const patience = 30 * time.Second

// do runs steps in the browser.
func (b *browser) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	err := chromedp.Do(ctx, steps...)
	for err != nil && ctx.Err() == nil { // what is looked for is not there yet, or the page has just brought itself up to date; nothing was done
		time.Sleep(50 * time.Millisecond)
		err = chromedp.Do(ctx, steps...)
	}
	if err != nil {
		b.picture("failed")
		b.Fatalf("%s: %v\nthe page shows:\n%s", what, err, b.shown())
	}
}

// be looks at a channel as somebody; "" is their direct messages with the bot.
func (b *browser) be(who, channel string) {
	b.Helper()
	b.do("being "+who, chromedp.Navigate(b.page+"/?"+url.Values{"as": {who}, "in": {channel}}.Encode()), chromedp.WaitReady("#messages"))
	if channel == "" {
		b.do("opening the direct messages", b.following(`//nav[@aria-label='Channels and messages']//h2[.='Direct messages']/following-sibling::a[1]`))
	}
}

// following follows a link or a button that loads the page anew, and waits until it has.
func (b *browser) following(xpath string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.RunResponse(ctx, clicking(xpath))
		return chromedp.Void{}, err
	}
}

// clicking clicks what the XPath finds, writing into boxes before, in one step of the page's own: the page brings
// itself up to date at any moment, and a click at a place could meet what has just come there.
func clicking(xpath string, boxes ...box) chromedp.Action[chromedp.Void] {
	var script strings.Builder
	script.WriteString(`(() => {
		const at = path => document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;`)
	for n, b := range boxes {
		_, _ = fmt.Fprintf(&script, "\nconst b%d = at(%q); if (!b%d) return false; b%d.value = %q;", n, b.xpath, n, n, b.text)
	}
	_, _ = fmt.Fprintf(&script, "\nconst e = at(%q); if (!e || e.disabled) return false; e.click(); return true; })()", xpath)
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		found, err := chromedp.Evaluate[bool](script.String())(ctx, target)
		if err == nil && !found {
			err = errors.New("it is not there")
		}
		return chromedp.Void{}, err
	}
}

// box is where to write what.
type box struct{ xpath, text string }

// quoted is a text as XPath writes it.
func quoted(text string) string {
	parts := strings.Split(text, "'")
	if len(parts) == 1 {
		return "'" + text + "'"
	}
	return "concat('" + strings.Join(parts, `',"'",'`) + "')"
}

// presses presses the newest button with the words: in the modal where one is open, else in the messages.
func (b *browser) presses(words string) {
	b.Helper()
	within := "//*[@id='messages']"
	if open, _ := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.querySelector("#modal .modal-box") !== null`)); open {
		within = "//*[@id='modal']"
	}
	b.do("pressing "+words, b.following(fmt.Sprintf("(%s//button[normalize-space()=%s])[last()]", within, quoted(words))))
}

// pressesFor presses the button with the words that stands below an indicator's code, in the newest message that has
// both.
func (b *browser) pressesFor(code, words string) {
	b.Helper()
	at := fmt.Sprintf("(//*[@id='messages']//*[self::b or self::strong][starts-with(normalize-space(),%s)])[last()]", quoted(code))
	b.do("pressing "+words+" for "+code, b.following(fmt.Sprintf("(%s/following::button[normalize-space()=%s])[1]", at, quoted(words))))
}

// types writes a line and sends it.
func (b *browser) types(line string) {
	b.Helper()
	b.do("typing "+line, chromedp.SetValue("#line", line), b.following("//button[@aria-label='Send']"))
}

// fills writes into the modal's box with the label.
func (b *browser) fills(label, text string) {
	b.Helper()
	into := fmt.Sprintf("//*[@id='modal']//*[@id=//label[starts-with(normalize-space(),%s)]/@for]", quoted(label))
	b.do("filling "+label, chromedp.SetValue(into, text))
}

// replies writes into the thread of the newest message that says the words.
func (b *browser) replies(words, text string) {
	b.Helper()
	message := fmt.Sprintf("(//article[.//*[contains(normalize-space(),%s)]])[last()]", quoted(words))
	reply := clicking(message+"//button[normalize-space()='Send']", box{message + "//input[@aria-label='Reply']", text})
	b.do("replying", func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.RunResponse(ctx, reply)
		return chromedp.Void{}, err
	})
}

// moves turns the clock by the button with the words.
func (b *browser) moves(words string) {
	b.Helper()
	b.do("moving the clock", b.following(fmt.Sprintf("//form[@class='moves']//button[normalize-space()=%s]", quoted(words))))
}

// shown is all that the page shows: the messages, and the modal where one is open.
func (b *browser) shown() string {
	text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.getElementById("messages").innerText + "\n" + document.getElementById("modal").innerText`))
	return text // nothing while the page loads
}

// sees waits until the page shows all the texts.
func (b *browser) sees(texts ...string) {
	b.Helper()
	b.await(func(shown string) (wrong string) {
		missing := slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return strings.Contains(shown, text) })
		if len(missing) > 0 {
			wrong = fmt.Sprintf("the page does not show %q", missing)
		}
		return wrong
	})
}

// lacks waits until the page shows none of the texts.
func (b *browser) lacks(texts ...string) {
	b.Helper()
	b.await(func(shown string) (wrong string) {
		stands := slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return !strings.Contains(shown, text) })
		if shown == "" || len(stands) > 0 {
			wrong = fmt.Sprintf("the page still shows %q", stands)
		}
		return wrong
	})
}

// await waits until nothing is wrong with what the page shows.
func (b *browser) await(judge func(shown string) (wrong string)) {
	b.Helper()
	until := time.Now().Add(patience)
	for {
		shown := b.shown()
		wrong := judge(shown)
		if wrong == "" {
			return
		}
		if time.Now().After(until) {
			b.picture("failed")
			b.Fatalf("%s but\n%s", wrong, shown)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// picture keeps what the browser shows, where the flag says so.
func (b *browser) picture(name string) {
	b.Helper()
	if *pictures == "" {
		return
	}
	b.keep(name, chromedp.FullScreenshot(100))
}

// pictureOfLast keeps a picture of the last message alone, as the documentation shows it.
func (b *browser) pictureOfLast(name string) {
	b.Helper()
	if *pictures != "" {
		b.keep(name, chromedp.Screenshot("(//article)[last()]"))
	}
}

func (b *browser) keep(name string, shot chromedp.Action[[]byte]) {
	b.Helper()
	png, err := chromedp.Run(b.ctx, shot)
	if err != nil {
		b.Logf("no picture of %s: %v", name, err)
		return
	}
	b.shot++
	check(b.T, os.WriteFile(filepath.Join(*pictures, fmt.Sprintf("%02d-%s.png", b.shot, name)), png, 0o600))
}
