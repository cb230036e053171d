package lookalike

import "testing"

func TestClosingEndsTheWaiting(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	ended := make(chan error)
	go func() { ended <- w.Until(t.Context(), func() bool { return false }) }()
	w.Close()
	if err := <-ended; err == nil {
		t.Error("it waits no longer, and says that the condition holds")
	}
}
