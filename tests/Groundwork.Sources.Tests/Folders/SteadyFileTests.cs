using Groundwork.Sources.Folders;
using Groundwork.TestKit;

namespace Groundwork.Sources.Tests.Folders;

public sealed class SteadyFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_stays_as_it_is_can_be_read_twice()
    {
        using var content = SteadyFile.Open(_folder.Write("a", "0123456789"));
        for (var pass = 0; pass < 2; pass++)
        {
            content.Position = 0;
            using var reader = new StreamReader(content, leaveOpen: true);
            reader.ReadToEnd().ShouldBe("0123456789");
        }
    }

    public static TheoryData<string> Changes() => new("grows", "shrinks", "is written over", "is replaced", "is removed");

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_file_that_changes_while_it_is_read_says_so(string change)
    {
        var path = _folder.Write("a", new byte[200_000]);
        await using var content = SteadyFile.Open(path);
        await content.ReadExactlyAsync(new byte[100_000]);
        Change(path, change);
        var problem = await Should.ThrowAsync<SourceException>(async () => await content.CopyToAsync(Stream.Null));
        problem.Failure.ShouldBe(SourceFailure.Changed);
        problem.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_is_noticed_by_a_reader_that_takes_exactly_the_length()
    {
        var path = _folder.Write("a", new byte[1000]);
        await using var content = SteadyFile.Open(path);
        Change(path, "is written over");
        await Should.ThrowAsync<SourceException>(async () => await content.ReadExactlyAsync(new byte[1000]));
    }

    [Fact]
    public async Task A_file_that_ends_before_its_length_says_so()
    {
        // The kernel's files state a length that their content does not have.
        const string Shorter = "/sys/kernel/mm/transparent_hugepage/enabled";
        if (!File.Exists(Shorter)) return;
        await using var content = SteadyFile.Open(Shorter);
        (await Should.ThrowAsync<SourceException>(async () => await content.CopyToAsync(Stream.Null))).Failure.ShouldBe(SourceFailure.Changed);
    }

    private void Change(string path, string change)
    {
        var before = File.GetLastWriteTimeUtc(path);
        switch (change)
        {
            case "grows":
                File.AppendAllText(path, "more");
                break;
            case "shrinks":
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(150_000);
                break;
            case "is written over":
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.WriteByte(1);
                File.SetLastWriteTimeUtc(path, before.AddSeconds(1));
                break;
            case "is replaced":
                File.Move(_folder.Write("b", new byte[200_000]), path, overwrite: true);
                File.SetLastWriteTimeUtc(path, before);
                break;
            default:
                File.Delete(path);
                break;
        }
    }
}
