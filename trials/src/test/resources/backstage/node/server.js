const http = require('http');

const server = http.createServer((request, response) => {
  switch (request.url) {
    case '/sleep':
      setTimeout(() => response.end('late\n'), 4000);
      break;
    case '/raise':
      throw new Error('the shop is broken');
    case '/kill':
      process.kill(process.pid, 'SIGKILL');
      break;
    case '/eat':
      // At one go: who goes step by step needs its own code in between, which the kernel takes away first.
      for (const eaten = []; ; ) {
        eaten.push(Buffer.alloc(1 << 29, 1));
      }
    case '/half':
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('h'.repeat(500), () => process.kill(process.pid, 'SIGKILL'));
      break;
    case '/busy':
      for (const end = Date.now() + 4000; Date.now() < end; );
      response.end('late\n');
      break;
    default:
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 5 });
      response.end('well\n');
  }
});
server.keepAliveTimeout = 1000;
server.listen(Number(process.argv[2]), '127.0.0.1');
