using System.Buffers.Binary;
using Groundwork.Search;

namespace Groundwork.UseCases.Tests;

public sealed class RenewalTests
{
    [Theory]
    [InlineData(1u)]
    [InlineData(0u)]
    public async Task An_index_of_an_earlier_format_is_made_again_from_the_database_and_somebody_is_told(uint version)
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("apples.md", "Apples are red.");
        await desk.IngestAsync();
        SetVersion(desk, version);
        await desk.ReopenAsync();
        var notices = new List<string>();
        desk.Workspace.Notices = notices.Add;
        (await desk.SearchAsync("apples")).Hits.Count.ShouldBe(1);
        notices[0].ShouldContain($"format version {version}");
        notices[^1].ShouldContain("ready: 1 chunks");
        notices.Clear();
        (await desk.SearchAsync("apples")).Hits.Count.ShouldBe(1);
        notices.ShouldBeEmpty();
        (await new Verify(desk.Workspace).RunAsync(default)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ingesting_into_an_index_of_an_earlier_format_makes_it_again_first()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("apples.md", "Apples are red.");
        await desk.IngestAsync();
        SetVersion(desk, 1);
        await desk.ReopenAsync();
        desk.Write("pears.md", "Pears are green.");
        (await desk.IngestAsync()).Added.ShouldBe(1);
        (await desk.SearchAsync("apples")).Hits.Count.ShouldBe(1);
        (await desk.SearchAsync("pears")).Hits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_index_of_a_newer_format_is_refused_by_name_and_left_alone()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("apples.md", "Apples are red.");
        await desk.IngestAsync();
        SetVersion(desk, 77);
        var before = File.ReadAllBytes(Commit(desk));
        await desk.ReopenAsync();
        (await Should.ThrowAsync<IndexMismatchException>(() => desk.SearchAsync("apples"))).Message.ShouldContain("77");
        File.ReadAllBytes(Commit(desk)).ShouldBe(before);
    }

    private static string Commit(Desk desk) => Directory.GetFiles(Path.Combine(desk.Data, "indexes"), "commit", SearchOption.AllDirectories).Single();

    private static void SetVersion(Desk desk, uint version)
    {
        var bytes = File.ReadAllBytes(Commit(desk));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(^4), Crc32C(bytes.AsSpan(..^4)));
        File.WriteAllBytes(Commit(desk), bytes);
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var b in bytes)
        {
            state ^= b;
            for (var bit = 0; bit < 8; bit++) state = (state >> 1) ^ ((state & 1) * 0x82F63B78u);
        }

        return ~state;
    }
}
