// The Vercel AI SDK, pointed at the address in BASE_URL alone. Prints what it got as one JSON object.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany, generateObject, generateText, streamText, tool } from 'ai';
import { z } from 'zod';

const provider = createOpenAICompatible({ name: 'groundwork', baseURL: process.env.BASE_URL, apiKey: 'any', includeUsage: true, supportsStructuredOutputs: true });
const model = provider('chat');
const seen = {};

const said = await generateText({ model, prompt: 'Which colour is the sky?' });
seen.chat = said.text;
seen.usage = said.usage.outputTokens;

const streaming = streamText({ model, prompt: 'Count.' });
seen.streamed = '';
for await (const piece of streaming.textStream) seen.streamed += piece;

const tools = { weather: tool({ description: 'Tells the weather.', inputSchema: z.object({ city: z.string() }) }) };
const called = await generateText({ model, tools, prompt: 'Weather in Bern?' });
seen.tool = called.toolCalls.map(call => [call.toolName, call.input.city]);

seen.object = (await generateObject({ model, schema: z.object({ colour: z.string() }), prompt: 'Which colour?' })).object;
seen.vectors = (await embedMany({ model: provider.textEmbeddingModel('embed'), values: ['a cat', 'a dog'] })).embeddings.map(vector => vector.length);

console.log(JSON.stringify(seen));
