using Groundwork.Search;

namespace Groundwork.Knowledge.Tests.Meaning;

public sealed class LearningTests
{
    private static readonly FittingOptions s_options = new() { LeastChunks = 40, Dimensions = 16 };

    [Fact]
    public async Task A_learnt_collection_finds_what_shares_no_word_with_the_question()
    {
        await using var shelf = await LearntAsync();
        var wanted = Topics.TwinOf(3, isSecond: false);
        var words = await shelf.RetrieveAsync(wanted, 40, RetrievalMode.Text);
        var both = await shelf.RetrieveAsync(wanted, 40);
        words.Meaning.ShouldBeNull();
        both.Meaning!.Kind.ShouldBe(EmbedderKind.Fitted);
        words.Passages.ShouldAllBe(p => p.Chunk.Text.Contains(wanted, StringComparison.Ordinal));
        words.Passages.Count.ShouldBe(5);
        both.Passages.Take(10).ShouldAllBe(p => p.Path.Contains("t3-", StringComparison.Ordinal));
        (await shelf.RetrieveAsync(wanted, 10, RetrievalMode.Vector)).Passages.ShouldAllBe(p => p.Path.Contains("t3-", StringComparison.Ordinal));
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Later_texts_are_folded_in_and_found()
    {
        await using var shelf = await LearntAsync();
        var learnt = (await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default)).Embedder;
        shelf.Write("later.txt", Topics.Text(5, 777));
        shelf.Write("strange.txt", "quetzalcoatlus");
        await shelf.IngestAsync();
        (await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default)).Embedder.ShouldBe(learnt);
        (await shelf.RetrieveAsync(Topics.Text(5, 777), 1, RetrievalMode.Vector)).Passages.Single().Path.ShouldEndWith("later.txt");

        // A text without a known word is found by its words, and a question without one is left to the words.
        var strange = await shelf.RetrieveAsync("quetzalcoatlus");
        strange.Passages[0].Path.ShouldEndWith("strange.txt");
        strange.Meaning.ShouldBeNull();
        (await Should.ThrowAsync<EmbedderMismatchException>(() => shelf.RetrieveAsync("quetzalcoatlus", 5, RetrievalMode.Vector))).Message.ShouldContain("knows no word");
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Reopened_it_is_read_from_its_file_and_a_damaged_file_leaves_the_words()
    {
        await using var shelf = await LearntAsync();
        var before = (await shelf.RetrieveAsync(Topics.TwinOf(2, isSecond: true), 8)).Passages.Select(p => (p.Path, p.Score)).ToList();
        await shelf.ReopenAsync();
        (await shelf.RetrieveAsync(Topics.TwinOf(2, isSecond: true), 8)).Passages.Select(p => (p.Path, p.Score)).ShouldBe(before);

        var file = Directory.EnumerateFiles(Path.Combine(shelf.Indexes, "notes"), "learnt-*").ShouldHaveSingleItem();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        await shelf.ReopenAsync();
        var words = await shelf.RetrieveAsync(Topics.TwinOf(2, isSecond: true), 8);
        words.Passages.ShouldNotBeEmpty();
        words.Notice.ShouldNotBeNull().ShouldContain("groundwork reindex --collection notes");
        await Should.ThrowAsync<FittedModelDamagedException>(() => shelf.RetrieveAsync("x", 8, RetrievalMode.Vector));
        var collection = await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default);
        (await shelf.Knowledge.ReasonToLearnAsync(collection, null, s_options, default)).ShouldNotBeNull().ShouldContain("cannot be read");

        // Removing needs no vectors, so it goes on.
        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.RemoveAsync([new Documents.DocumentId((await shelf.IdsAsync())[0])], default);
            await writer.CommitAsync(default);
        }

        var healed = await shelf.Knowledge.LearnAsync(Shelf.Name, s_options, GenerationRequest.Same, null, null, default);
        healed.Embedder!.Kind.ShouldBe(EmbedderKind.Fitted);
        (await shelf.RetrieveAsync(Topics.TwinOf(2, isSecond: true), 8)).Notice.ShouldBeNull();
        Directory.EnumerateFiles(Path.Combine(shelf.Indexes, "notes"), "learnt-*").Count().ShouldBe(1);
    }

    [Fact]
    public async Task There_is_a_reason_to_learn_at_the_minimum_at_twice_the_size_and_when_words_are_unknown()
    {
        await using var shelf = await Shelf.OpenAsync();
        Fill(shelf, topics: 8, each: 5, from: 0, except: 1);
        await shelf.IngestAsync();
        (await ReasonAsync(null)).ShouldBeNull();
        Fill(shelf, topics: 8, each: 5, from: 0);
        await shelf.IngestAsync();
        (await ReasonAsync(null)).ShouldBe("for the first time");
        await shelf.Knowledge.LearnAsync(Shelf.Name, s_options, GenerationRequest.Same, null, null, default);
        (await ReasonAsync(null)).ShouldBeNull();

        // More of the same is no reason, other topics are.
        (await ReasonAsync(await WrittenAsync(topic => topic % 8))).ShouldBeNull();
        (await ReasonAsync(await WrittenAsync(topic => topic + 20))).ShouldNotBeNull().ShouldContain("words it does not know");

        Fill(shelf, topics: 8, each: 5, from: 5);
        await shelf.IngestAsync();
        (await ReasonAsync(null)).ShouldNotBeNull().ShouldContain("from 40 chunks and there are 80 now");

        await shelf.Knowledge.Collections.SetWordsAloneAsync(Shelf.Name, true, default);
        (await ReasonAsync(null)).ShouldBeNull();

        async Task<string?> ReasonAsync(IChunkVectors? written) =>
            await shelf.Knowledge.ReasonToLearnAsync(await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default), written, s_options, default);

        async Task<IChunkVectors> WrittenAsync(Func<int, int> topicOf)
        {
            var vectors = shelf.Knowledge.Embeddings(await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default), null, null)!;
            await vectors.OfAsync([.. Enumerable.Range(0, 60).Select(i => Topics.Chunk($"n{i}", Topics.Text(topicOf(i), 500 + i)))], default);
            return vectors;
        }
    }

    [Fact]
    public async Task A_learnt_collection_keeps_its_own_vectors_whatever_is_configured_and_none_of_them_is_in_the_database()
    {
        await using var shelf = await LearntAsync();
        var counting = new CountingEmbedder(new TestKit.HashingEmbedder(dimensions: 32));
        (shelf.Identity, shelf.Embedder) = (new EmbedderIdentity("other", 32), counting);
        shelf.Write("later.txt", Topics.Text(5, 777));
        await shelf.IngestAsync();
        (await shelf.RetrieveAsync(Topics.TwinOf(3, false))).Meaning!.Kind.ShouldBe(EmbedderKind.Fitted);
        (await shelf.Database.ReadAsync(s => s.CountAsync("select count(*) from embeddings"), default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_learning_leaves_everything_as_it_was()
    {
        await using var shelf = await LearntAsync();
        var before = await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default);
        await Should.ThrowAsync<OperationCanceledException>(async () => await shelf.Knowledge.LearnAsync(Shelf.Name, s_options, GenerationRequest.Same, null, null, new CancellationToken(canceled: true)));
        (await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default)).ShouldBe(before);
        (await shelf.RetrieveAsync(Topics.TwinOf(3, false))).Meaning.ShouldBe(before.Embedder);
    }

    [Fact]
    public async Task A_search_while_it_is_learnt_anew_never_fails()
    {
        await using var shelf = await LearntAsync();
        using var stop = new CancellationTokenSource();
        var searched = 0;
        var searching = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                (await shelf.RetrieveAsync(Topics.TwinOf(3, false), 5)).Passages.Count.ShouldBe(5);
                Interlocked.Increment(ref searched);
            }
        });
        for (var i = 0; (i < 4 || Volatile.Read(ref searched) < 10) && !searching.IsCompleted; i++)
            await shelf.Knowledge.LearnAsync(Shelf.Name, s_options with { Dimensions = 8 + i }, GenerationRequest.Same, null, null, default);
        await stop.CancelAsync();
        await searching;
        await shelf.MustBeCleanAsync();
    }

    private static async Task<Shelf> LearntAsync()
    {
        var shelf = await Shelf.OpenAsync();
        Fill(shelf, topics: 8, each: 10, from: 0);
        await shelf.IngestAsync();
        var learnt = await shelf.Knowledge.LearnAsync(Shelf.Name, s_options, GenerationRequest.Same, null, null, default);
        learnt.Embedder.ShouldNotBeNull();
        return shelf;
    }

    private static void Fill(Shelf shelf, int topics, int each, int from, int except = 0)
    {
        for (var i = 0; i < (topics * each) - except; i++) shelf.Write($"t{i % topics}-{from + (i / topics)}.txt", Topics.Text(i % topics, from + (i / topics)));
    }
}
