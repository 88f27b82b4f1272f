namespace Groundwork.Language;

/// <summary>How many tokens a language model would see in a text, without a model's tokenizer.</summary>
public static class TokenEstimate
{
    /// <summary>Estimated tokens, ≥ 0; 0 only for text without content.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        var run = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) && c < 0x2E80) { run++; continue; }
            tokens += (run + 5) / 6;
            run = 0;
            if (!char.IsWhiteSpace(c)) tokens++;
        }

        return tokens + (run + 5) / 6;
    }
}
