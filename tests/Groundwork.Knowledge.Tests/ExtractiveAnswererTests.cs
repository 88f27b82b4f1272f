using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Knowledge.Tests;

public sealed class ExtractiveAnswererTests
{
    private static readonly string[] Words = ["gateway", "limit", "Größe", "資料", "minute", "the", "is", "not", "50", "rotation", "keys", "e.g.", "\n", "?", "“quoted”", "العربية"];

    [Fact]
    public async Task Quotes_equal_the_documents_they_name_whatever_the_documents_hold()
    {
        await using var shelf = await Shelf.OpenAsync();
        var sentence = Gen.Elements(Words).ArrayOf(7).Select(w => string.Join(' ', w) + ".");
        var text = sentence.ArrayOf(5).Select(s => string.Join(' ', s) + "\n\n" + s[0]);
        var answered = 0;
        Prop.ForAll(text.ArrayOf(3).ToArbitrary(), Gen.Elements(Words).ArrayOf(3).ToArbitrary(), (texts, asked) =>
        {
            CheckAsync(texts, string.Join(' ', asked)).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
        answered.ShouldBeGreaterThan(10);

        async Task CheckAsync(string[] texts, string question)
        {
            await using (var writer = await shelf.OpenWriterAsync())
            {
                await writer.PutAsync([.. texts.Select((t, i) => Samples.Read($"d{i}", t))], default);
                await writer.CommitAsync(default);
            }

            var answer = await AskAsync(shelf, question);
            if (answer.Abstained is null) answered++;
            (answer.Claims.Count > 0).ShouldBe(answer.Abstained is null);
            foreach (var claim in answer.Claims)
            {
                var shown = claim.Span.Of(answer.Text);
                var (citation, _, _) = claim.Support.ShouldHaveSingleItem();
                var stored = (await shelf.Documents.LoadAsync(citation.Document, default))!;
                stored.Hash.ShouldBe(citation.Version);
                citation.Span.Of(stored.Text).ShouldBe(citation.Quote);
                Squeeze(shown).ShouldBe(Squeeze(citation.Quote));
            }
        }
    }

    [Fact]
    public async Task It_answers_with_the_sentence_that_says_it()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("limits.md", "# Limits\n\nThe gateway allows 50 requests per minute. Uploads are limited to 64 megabytes.");
        shelf.Write("keys.md", "# Keys\n\nKeys rotate every 90 days.");
        await shelf.IngestAsync();
        var answer = await AskAsync(shelf, "How many requests per minute does the gateway allow?");
        answer.Text.ShouldContain("The gateway allows 50 requests per minute.");
        (answer.Model, answer.Usage).ShouldBe(("extractive", null));
        answer.Claims[0].Support[0].Citation.Place.Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("xyzzy plugh frobnicate")]
    [InlineData("?")]
    [InlineData("\"\"")]
    [InlineData("...")]
    public async Task It_abstains_on_nonsense(string question)
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "The gateway allows 50 requests per minute.");
        await shelf.IngestAsync();
        (await AskAsync(shelf, question)).Abstained.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_abstains_on_an_empty_collection()
    {
        await using var shelf = await Shelf.OpenAsync();
        await shelf.IngestAsync();
        var answer = await AskAsync(shelf, "How many requests?");
        answer.Abstained.ShouldNotBeNull().Closest.ShouldBeEmpty();
        answer.Text.ShouldBeEmpty();
    }

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<Answer> AskAsync(Shelf shelf, string question)
    {
        await foreach (var happened in new ExtractiveAnswerer(new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), shelf.Documents).AnswerAsync(new Question(question), default))
            if (happened is AnswerEvent.Completed completed) return completed.Answer;
        throw new InvalidOperationException("No answer was completed.");
    }
}
