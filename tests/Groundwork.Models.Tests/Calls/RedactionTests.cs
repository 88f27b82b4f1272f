using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Models.Calls;

public sealed class RedactionTests
{
    private const string Key = "sk-abcdefghijklmnop";
    private const string Prompt = "The patient in room seven is called Ottilie Brandt.";

    private static readonly Redaction Redacting = new(Key, [Prompt]);

    [Fact]
    public void A_key_in_any_disguise_is_taken_out()
    {
        Redacting.Excerpt($"bad key {Key}.").ShouldBe("bad key [key]");
        Redacting.Excerpt("bad key sk-abc***nop!").ShouldBe("bad key [key]");
        Redacting.Excerpt("bad key (sk-abcdef…)").ShouldBe("bad key [key]");
        Redacting.Excerpt("bad key SK-ABCDEFGHIJKLMNOP").ShouldBe("bad key [key]");
    }

    [Fact]
    public void Words_that_are_no_key_stay() => Redacting.Excerpt("the model is loading").ShouldBe("the model is loading");

    [Fact]
    public void An_echo_of_the_prompt_is_taken_out_even_in_part()
    {
        Redacting.Excerpt($"cannot parse \"{Prompt}\" here").ShouldBe("cannot parse \"[request text]\" here");
        Redacting.Excerpt("near 'room seven is called Ottilie' at 4").ShouldBe("near '[request text]' at 4");
    }

    [Fact]
    public void No_piece_of_any_prompt_survives_wherever_the_server_puts_it()
    {
        Prop.ForAll<NonNull<string>, NonNull<string>, NonNull<string>>((middle, before, after) =>
        {
            var prompt = "Once upon a time " + middle.Get + " aaaaaaaaaaaaaaaaaaaaaaaaa";
            var excerpt = new Redaction(null, ["something else entirely", prompt]).Excerpt(before.Get + prompt + after.Get);
            return !excerpt.Contains("upon", StringComparison.Ordinal) && !excerpt.Contains("aaaaaa", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_prompt_of_megabytes_that_echoes_everywhere_is_passed_over_once() =>
        new Redaction(null, [new string('a', 4 << 20)]).Excerpt("bad: " + new string('a', 2000)).ShouldBe("bad: [request text]");

    [Fact]
    public void A_short_prompt_is_taken_out_as_a_whole() =>
        new Redaction(null, ["Ottilie"]).Excerpt("no Ottilie here, Ottilie").ShouldBe("no [request text] here, [request text]");

    [Fact]
    public void An_excerpt_is_one_short_line_without_control_characters()
    {
        var excerpt = Redacting.Excerpt("a\r\nb\u001b[31m " + string.Concat(Enumerable.Repeat("😀", 10_000)));

        excerpt.Length.ShouldBeLessThanOrEqualTo(241);
        excerpt.ShouldStartWith("a b·[31m");
        excerpt.Any(char.IsControl).ShouldBeFalse();
        char.IsHighSurrogate(excerpt[^2]).ShouldBeFalse();
    }

    [Fact]
    public void No_window_of_the_key_survives_wherever_the_server_puts_it()
    {
        Prop.ForAll<NonNull<string>, NonNull<string>>((before, after) =>
        {
            var excerpt = Redacting.Excerpt($"{before.Get}{Key}{after.Get}");
            return !excerpt.Contains("abcdef", StringComparison.OrdinalIgnoreCase) && !excerpt.Contains("klmnop", StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();
    }
}
