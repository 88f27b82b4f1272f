using Groundwork.TestKit.Hostile;

namespace Groundwork.Documents.Tests.Hostile;

public sealed class HostilePaperTests
{
    private static readonly ReadingLimits s_limits = new() { MaxBytes = 64 << 20, ToolTimeout = TimeSpan.FromSeconds(20), MaxOcrPages = 2, MaxOcrTime = TimeSpan.FromSeconds(5) };

    private static readonly ReaderSet s_readers = new(s_limits);

    // The reasons that are not a matter of what an external program makes of it.
    private static readonly Dictionary<string, UnreadableReason> s_reasons = new(StringComparer.Ordinal)
    {
        ["encrypted.pdf"] = UnreadableReason.Encrypted, ["truncated.pdf"] = UnreadableReason.Damaged, ["empty.pdf"] = UnreadableReason.Empty, ["header-only.pdf"] = UnreadableReason.Damaged,
        ["pixel-bomb.png"] = UnreadableReason.TooLarge, ["claims-four-billion-pixels.tiff"] = UnreadableReason.TooLarge, ["header-only.jpg"] = UnreadableReason.Damaged, ["header-only.webp"] = UnreadableReason.Damaged,
        ["negative-size.bmp"] = UnreadableReason.TooLarge, ["zeros.zip"] = UnreadableReason.Hostile, ["zip-in-zip-of-zeros.zip"] = UnreadableReason.Hostile, ["ten-zips-deep.zip"] = UnreadableReason.Hostile,
        ["overlapping-entries.zip"] = UnreadableReason.Hostile, ["quine-like.zip"] = UnreadableReason.Damaged, ["names-that-lead-out.zip"] = UnreadableReason.Hostile, ["names-with-nul-and-direction.zip"] = UnreadableReason.UnsupportedFormat,
        ["locked.zip"] = UnreadableReason.Encrypted, ["claims-little.zip"] = UnreadableReason.Hostile, ["no-directory.zip"] = UnreadableReason.Damaged, ["link.zip"] = UnreadableReason.Hostile,
        ["links-and-devices.tar"] = UnreadableReason.Hostile, ["wrong-sizes.tar"] = UnreadableReason.Damaged, ["endless-name.tar"] = UnreadableReason.Damaged, ["zeros.gz"] = UnreadableReason.Hostile,
        ["zeros.tgz"] = UnreadableReason.Hostile, ["no-separator.mbox"] = UnreadableReason.Damaged, ["empty.mbox"] = UnreadableReason.Empty, ["sealed.eml"] = UnreadableReason.Encrypted, ["one-endless-line.mbox"] = UnreadableReason.TooLarge,
        ["a-program-named.pdf"] = UnreadableReason.UnsupportedFormat,
    };

    public static TheoryData<string> Names => [.. HostilePaper.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_ends_with_a_reason_or_a_document(string name)
    {
        var file = HostilePaper.All.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal));
        var bytes = file.Make();
        var (documents, reasons) = await ReadAsync(Opening.SourceOf(name, bytes), bytes);
        if (!file.MayBeRead) documents.ShouldBe(0, "nothing of it should have become a document");
        if (s_reasons.TryGetValue(name, out var expected)) reasons.ShouldContain(expected);
        (documents + reasons.Count).ShouldBePositive();
    }

    [Fact]
    public void Names_are_unique() => HostilePaper.All.Select(file => file.Name).ToHashSet(StringComparer.Ordinal).Count.ShouldBe(HostilePaper.All.Count);

    private static async Task<(int Documents, List<UnreadableReason> Reasons)> ReadAsync(SourceInfo source, byte[] bytes)
    {
        var reasons = new List<UnreadableReason>();
        var documents = 0;
        try
        {
            if (s_readers.ContainerFor(source.MediaType) is not null)
            {
                using var stream = new MemoryStream(bytes);
                await foreach (var part in s_readers.OpenAsync(stream, source, CancellationToken.None))
                {
                    if (part is ContainedPart.Broken broken) reasons.Add(broken.Problem.Reason);
                    else await ReadOneAsync(((ContainedPart.Readable)part).Source, ((ContainedPart.Readable)part).Content.ToArray());
                }
            }
            else
            {
                await ReadOneAsync(source, bytes);
            }
        }
        catch (DocumentUnreadableException problem)
        {
            reasons.Add(problem.Reason);
        }

        return (documents, reasons);

        async Task ReadOneAsync(SourceInfo part, byte[] content)
        {
            try
            {
                await Reading.ReadAsync(s_readers.ReaderFor(part.MediaType) ?? throw s_readers.Unsupported(part), content, part);
                documents++;
            }
            catch (DocumentUnreadableException problem)
            {
                reasons.Add(problem.Reason);
            }
        }
    }
}
