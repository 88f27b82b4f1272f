using System.Text;

namespace Groundwork.Documents.Tests.Readers.Mail;

public sealed class MboxReaderTests
{
    private const string From = "From ann@example.org Sat Jan  3 01:05:34 2026\n";

    private static Task<List<ContainedPart>> OpenAsync(string mailbox, ReadingLimits? limits = null) => Opening.PartsAsync("a.mbox", Encoding.UTF8.GetBytes(mailbox), limits);

    [Fact]
    public async Task Each_message_is_a_document_under_its_id()
    {
        var parts = await OpenAsync($"{From}Message-ID: <1@x>\nSubject: One\n\nText one.\n>From the start.\n\n{From}Subject: Two\n\nText two.\n\n{From}Message-ID: <1@x>\nSubject: Three\n\nText three.\n");
        parts.Told().ShouldBe(["a.mbox!/1@x text/x-mail-body", "a.mbox!/2 text/x-mail-body", "a.mbox!/3 text/x-mail-body"]);
        var documents = await parts.DocumentsAsync();
        documents.Select(document => document.Text).ShouldBe(["Text one.\nFrom the start.", "Text two.", "Text three."]);
        documents.Select(document => document.PlaceOf(document.Blocks[0].Span).Line).ShouldBe([5, 11, 17]);
    }

    [Fact]
    public async Task A_declared_length_keeps_separators_inside_a_message()
    {
        var body = $"Quoting a mailbox:\n\n{From}more\n";
        var parts = await OpenAsync($"{From}Subject: One\nContent-Length: {body.Length}\n\n{body}\n{From}Subject: Two\n\nText two.\n");
        (await parts.DocumentsAsync()).Select(document => document.Text).ShouldBe([$"Quoting a mailbox:\n\n{From}more", "Text two."]);
    }

    [Fact]
    public async Task A_declared_length_that_is_wrong_swallows_nothing()
    {
        var parts = await OpenAsync($"{From}Subject: One\nContent-Length: 99999\n\nText one.\n\n{From}Subject: Two\n\nText two.\n");
        (await parts.DocumentsAsync()).Select(document => document.Text).ShouldBe(["Text one.", "Text two."]);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_reported_and_the_rest_is_read()
    {
        var parts = await OpenAsync($"{From}Subject: One\n\n{string.Concat(Enumerable.Repeat("long text\n", 200))}\n{From}Subject: Two\n\nText two.\n", new ReadingLimits { MaxBytes = 1000 });
        parts.Told().ShouldBe(["message 1, line 2: TooLarge", "a.mbox!/2 text/x-mail-body"]);
    }

    [Fact]
    public async Task What_is_no_mailbox_is_refused()
    {
        (await Should.ThrowAsync<DocumentUnreadableException>(() => OpenAsync("Dear all,\nFrom here on\n"))).Reason.ShouldBe(UnreadableReason.Damaged);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => OpenAsync("\n\n"))).Reason.ShouldBe(UnreadableReason.Empty);
    }
}
