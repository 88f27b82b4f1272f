using System.Text.Json;
using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.UseCases.Tests;

public sealed class HandbookTests(ITestOutputHelper output)
{
    // A little below what is measured; raise it when answers get better. Sentences are judged where every question is answered, abstentions at the default cost of a wrong answer.
    private const int LeastWithGold = 115;
    private const int MostAbstained = 118;

    [Fact]
    public async Task Every_citation_of_every_handbook_question_can_be_opened_and_reads_the_same()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.IngestAsync("handbook", Path.Combine(Repository.Root, "content", "handbook"));
        var show = new ShowDocument(desk.Workspace);
        var documents = new Dictionary<string, DocumentReply>(StringComparer.Ordinal);
        var (asked, gold, abstained, lesson, citations) = (0, 0, 0, 0, 0);
        foreach (var line in Directory.EnumerateFiles(Path.Combine(Repository.Root, "evals", "handbook"), "questions.*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
        {
            using var question = JsonDocument.Parse(line);
            var text = question.RootElement.GetProperty("text").GetString()!;
            if ((await desk.AskAsync(text, "handbook")).Abstained is not null) abstained++;
            var reply = await desk.AskAsync(text, "handbook", wrongCost: 0);
            asked++;
            if (question.RootElement.GetProperty("answers").EnumerateArray().Any(a => reply.Answer.Contains(a.GetString()!, StringComparison.OrdinalIgnoreCase))) gold++;
            if (reply.Claims.SelectMany(c => c.Citations).Any(c => string.Equals(c.Document, question.RootElement.GetProperty("lesson").GetString() + ".md", StringComparison.Ordinal))) lesson++;
            foreach (var citation in reply.Claims.SelectMany(c => c.Citations))
            {
                if (!documents.TryGetValue(citation.Document, out var document))
                    documents.Add(citation.Document, document = await show.RunAsync(new DocumentRequest(citation.Document, "handbook"), default));
                document.Version.ShouldBe(citation.Version);
                document.Text.Substring(citation.Span.Start, citation.Span.Length).ShouldBe(citation.Quote);
                citation.Place.Line.ShouldNotBeNull();
                citations++;
            }
        }

        output.WriteLine($"{asked} questions: {gold} answers hold a gold string, {lesson} cite the right lesson, {abstained} abstained; {citations} citations, all equal to their documents");
        asked.ShouldBe(222);
        gold.ShouldBeGreaterThanOrEqualTo(LeastWithGold);
        abstained.ShouldBeLessThanOrEqualTo(MostAbstained);
    }
}
